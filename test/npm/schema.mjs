// Writes docs/client/schema.d.ts from docs/openapi.json. Examples are left out: they are in the document, and would be
// half of the types.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const docs = new URL("../../docs/", import.meta.url);
const drop = (key, value) => (key === "example" || key === "examples" ? undefined : value);
const document = JSON.parse(await readFile(new URL("openapi.json", docs), "utf8"), drop);
const head = "// Generated from docs/openapi.json by make docs. Change the code of the service instead.\n\n";
await writeFile(new URL("client/schema.d.ts", docs), head + astToString(await openapiTS(document)));
