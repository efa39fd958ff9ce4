// A file of its own: the Content-Security-Policy of the page takes no script that stands in it.
window.ui = SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: true, // in the browser, until the reader logs out
  validatorUrl: null, // the default one is on the internet
});
