// What the page for front ends does not show of the client, without a service.

import { createClient, fileNameOf, of, pages, ProblemError, type Options } from "xuncha-client";

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** A client whose service answers as it is told, and what it was asked. */
function against(answers: Answer[], options?: Partial<Options>) {
  const asked: Request[] = [];
  const waits: number[] = [];
  const api = createClient({
    baseUrl: "http://service.example",
    fetch: async (request) => {
      const { status, body, headers } = answers[Math.min(asked.length, answers.length - 1)] ?? { status: 500 };
      asked.push(request);
      const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
      return new Response(text, { status, headers: { "Content-Type": "application/json", ...headers } });
    },
    wait: async (ms) => void waits.push(ms),
    ...options,
  });
  return { api, asked, waits };
}

const busy = (status: number, code: string): Answer => ({ status, headers: { "Retry-After": "2" }, body: { code, status, detail: "later", errors: [] } });
const passage = { region_code: "422800", title: "a", text: "b" };

function equal(got: unknown, want: unknown, what: string): void {
  if (JSON.stringify(got) !== JSON.stringify(want)) throw new Error(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
}

async function refusal(call: Promise<unknown>): Promise<ProblemError> {
  try {
    await call;
  } catch (e) {
    if (e instanceof ProblemError) return e;
    throw e;
  }
  throw new Error("the call was taken");
}

const tests: Record<string, () => Promise<void>> = {
  async "a read waits as long as it is told, and no more often than it may"() {
    const { api, asked, waits } = against([busy(503, "busy"), busy(429, "too_many_requests"), { status: 200, body: { items: [] } }]);
    await of(api.GET("/api/v1/sites"));
    equal([asked.length, waits], [3, [2000, 2000]], "attempts");
    const tired = against([busy(503, "busy")], { attempts: 2 });
    const e = await refusal(of(tired.api.GET("/api/v1/sites")));
    equal([tired.asked.length, e.status, e.code, e.retryAfter], [2, 503, "busy", 2], "a busy service");
  },
  async "a change is sent again only when it cannot happen twice"() {
    const plain = against([busy(503, "busy"), { status: 201, body: {} }]);
    await refusal(of(plain.api.POST("/api/v1/passages", { body: passage })));
    equal(plain.asked.length, 1, "without a key");
    const limited = against([busy(429, "too_many_requests"), { status: 201, body: {} }]);
    await of(limited.api.POST("/api/v1/passages", { body: passage }));
    equal(limited.asked.length, 2, "after 429");
    const keyed = against([busy(409, "idempotency_key_running"), busy(503, "busy"), { status: 201, body: {} }]);
    await of(keyed.api.POST("/api/v1/passages", { params: { header: { "Idempotency-Key": "12345678" } }, body: passage }));
    const bodies = await Promise.all(keyed.asked.map((r) => r.headers.get("Idempotency-Key")));
    equal(bodies, ["12345678", "12345678", "12345678"], "with a key");
    equal(await keyed.asked[2]?.json(), passage, "the body of the last attempt");
  },
  async "a conflict without a time to wait is told at once"() {
    const { api, asked } = against([{ status: 409, body: { code: "wrong_state", detail: "no" } }]);
    const e = await refusal(of(api.POST("/api/v1/campaigns/{code}/open", { params: { path: { code: "x" }, header: { "If-Match": '"1"' } } })));
    equal([asked.length, e.code], [1, "wrong_state"], "a conflict");
  },
  async "an answer that is not the service's is a problem too"() {
    const { api } = against([{ status: 502, body: "<html>", headers: { "Content-Type": "text/html" } }]);
    const e = await refusal(of(api.GET("/api/v1/me")));
    equal([e.status, e.code, e.errors], [502, "unreadable", []], "that of a proxy");
  },
  async "the caller is told of a token that is no longer taken"() {
    const told: string[] = [];
    const { api, asked } = against([{ status: 401, body: { code: "unauthenticated", detail: "no" } }], {
      token: async () => "xs_secret", language: "zh", onUnauthenticated: (problem) => told.push(problem.code),
    });
    await refusal(of(api.GET("/api/v1/me")));
    equal([told, asked[0]?.headers.get("Authorization"), asked[0]?.headers.get("Accept-Language")], [["unauthenticated"], "Bearer xs_secret", "zh"], "a 401");
  },
  async "lists are read to their end, below other things too"() {
    const { api, asked } = against([
      { status: 200, body: { items: [{ id: 1 }, { id: 2 }], next: "2" } }, { status: 200, body: { items: [{ id: 9 }], next: null } },
    ]);
    const ids: number[] = [];
    for await (const row of pages(api, "/api/v1/organizations/{id}/contacts", { path: { id: 7 }, query: { masked: true }, limit: 2 })) ids.push(row.id);
    equal(ids, [1, 2, 9], "rows");
    equal(asked.map((r) => r.url.replace("http://service.example/api/v1", "")), [
      "/organizations/7/contacts?masked=true&after=0&limit=2", "/organizations/7/contacts?masked=true&after=2&limit=2",
    ], "requests");
  },
  async "files keep their names"() {
    const named = (header: string) => fileNameOf(new Response(null, { headers: { "Content-Disposition": header } }));
    equal([
      named(`attachment; filename="sites.csv"`), named(`attachment; filename="x.csv"; filename*=UTF-8''%E7%AB%99.csv`), named("attachment"),
    ], ["sites.csv", "站.csv", ""], "names");
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  await test().catch((e: unknown) => {
    failed++;
    console.log(`${name}: ${String(e)}`);
  });
}
console.log(`${Object.keys(tests).length} tests, ${failed} failed`);
