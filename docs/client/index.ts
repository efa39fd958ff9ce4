// A thin client of xuncha: the types of its OpenAPI document over fetch, and what every front end would write again.
// docs/front-end.md shows how it is used.

import createFetch, { type Client as FetchClient } from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type { components, operations, paths } from "./schema.js";

/** A schema of the document by its name, such as Schema<"Site">. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** What is wrong with one field of a request. */
export type FieldProblem = Schema<"FieldProblem">;

export interface Options {
  /** Where the service is, without a path: https://inspect.example.gov.cn */
  baseUrl: string;
  /** The token of the caller, asked for with every request; without one the request is nobody's. */
  token?: () => string | undefined | Promise<string | undefined>;
  /** Language of sentences for people. */
  language?: "zh" | "en";
  /** How often a request is sent at most when the service says 429 or 503; 3 when left out. */
  attempts?: number;
  /** Told of every answer that is 401, after which the caller has to log in again. */
  onUnauthenticated?: (problem: ProblemError) => void;
  /** What carries requests; the fetch of the browser or of Node when left out. */
  fetch?: (request: Request) => Promise<Response>;
  /** Waits so many milliseconds; for tests. */
  wait?: (milliseconds: number) => Promise<void>;
}

/** The answers that have a type; files are read with parseAs. */
type Media = "application/json" | "application/problem+json";

/** Calls by method and path: api.GET("/api/v1/sites", { params: { query: { q: "教育" } } }). */
export type Client = FetchClient<paths, Media> & { readonly options: Options };

export function createClient(options: Options): Client {
  const api = createFetch<paths, Media>({
    baseUrl: options.baseUrl,
    fetch: (request: Request) => send(request, options),
    querySerializer: { array: { style: "form", explode: true } },
  });
  api.use({
    async onRequest({ request }) {
      const token = await options.token?.();
      if (token !== undefined) request.headers.set("Authorization", `Bearer ${token}`);
      if (options.language) request.headers.set("Accept-Language", options.language);
      return request;
    },
  });
  return Object.assign(api, { options });
}

/** Sends a request, again after the time that the service names when it had too much to do. */
async function send(request: Request, options: Options): Promise<Response> {
  const carry = options.fetch ?? ((r: Request) => globalThis.fetch(r));
  const wait = options.wait ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
  for (let left = options.attempts ?? 3; ; left--) {
    const answer = await carry(left > 1 ? request.clone() : request);
    const seconds = Number(answer.headers.get("Retry-After"));
    if (left <= 1 || !(seconds > 0) || !repeatable(request, answer.status)) {
      if (answer.status === 401) options.onUnauthenticated?.(await problemOf(answer.clone()));
      return answer;
    }
    await answer.body?.cancel();
    await wait(seconds * 1000);
  }
}

/** 429 did nothing. After 503 a change may have been made, which only a key or a version tells. */
function repeatable(request: Request, status: number): boolean {
  if (status === 429) return true;
  const safe = request.method === "GET" || request.headers.has("Idempotency-Key") || request.headers.has("If-Match");
  return safe && (status === 503 || status === 409);
}

/** A refusal, as the service tells it (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly status: number,
    /** Stable, for programs; unreadable when the answer was not the service's own. */
    readonly code: string,
    /** For people, in the language of the client. */
    readonly detail: string,
    readonly errors: readonly FieldProblem[],
    /** To be named when the problem is reported. */
    readonly requestId: string,
    /** Seconds to wait before the next attempt, when the service names them. */
    readonly retryAfter: number | undefined,
  ) {
    super(`${status} ${code}: ${detail}`);
  }

  /** What is wrong by field, as forms show it. The names are those of the request: name, findings[0].description. */
  fieldErrors(): Record<string, FieldProblem[]> {
    const byField: Record<string, FieldProblem[]> = {};
    for (const e of this.errors) (byField[e.field] ??= []).push(e);
    return byField;
  }
}

/** The problem of an answer that is a refusal. */
export async function problemOf(answer: Response, error?: unknown): Promise<ProblemError> {
  let told = error;
  if (told === undefined) told = await answer.json().catch(() => undefined);
  const p = (typeof told === "object" && told !== null ? told : {}) as Partial<Schema<"Problem">>;
  const seconds = Number(answer.headers.get("Retry-After"));
  return new ProblemError(
    answer.status, p.code ?? "unreadable", p.detail ?? answer.statusText, p.errors ?? [],
    p.request_id ?? answer.headers.get("X-Request-ID") ?? "", seconds > 0 ? seconds : undefined,
  );
}

type Result<T> = { data?: T; error?: unknown; response: Response };

/** What a call answered; a refusal is thrown as a ProblemError. */
export async function of<T>(call: Promise<Result<T>>): Promise<T> {
  return (await withTag(call)).data;
}

/** What a call answered, with the ETag for If-Match, which is empty where there is none. */
export async function withTag<T>(call: Promise<Result<T>>): Promise<{ data: T; tag: string; response: Response }> {
  const { data, error, response } = await call;
  if (!response.ok) throw await problemOf(response, error);
  return { data: data as T, tag: response.headers.get("ETag") ?? "", response };
}

/** A key that makes one thing to be done safe to send again: made once, and sent with every attempt. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** Whether the caller may do something with a thing as it stands, so that a page shows the right buttons. */
export function may(thing: { allowed_actions: readonly string[] }, action: string): boolean {
  return thing.allowed_actions.includes(action);
}

type Get<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Operation : never;

type ItemOf<Operation> = Operation extends {
  parameters: { query?: { after?: number } };
  responses: { 200: { content: { "application/json": { items: (infer Item)[]; next?: string | null } } } };
}
  ? Item
  : never;

/** The paths of lists that can be read by key. */
export type ListPath = { [Path in keyof paths]: [ItemOf<Get<Path>>] extends [never] ? never : Path }[keyof paths];

type ParametersOf<Path extends ListPath> = Get<Path> extends { parameters: infer P } ? P : never;
type QueryOf<Path extends ListPath> = ParametersOf<Path> extends { query?: infer Q } ? NonNullable<Q> : never;
type PathOf<Path extends ListPath> = ParametersOf<Path> extends { path: infer P } ? { path: P } : { path?: undefined };

/** How a list is read in pieces: its filter, and the names in its path. */
export type Pieces<Path extends ListPath> = PathOf<Path> & {
  query?: Omit<QueryOf<Path>, "after" | "limit" | "page" | "size" | "sort" | "format" | "charset">;
  /** Rows of one request, up to 1,000; 200 when left out. */
  limit?: number;
};

/** Every item of a list, one piece after the other: for await (const site of pages(api, "/api/v1/sites")). */
export async function* pages<Path extends ListPath>(
  api: Client, path: Path, how?: Pieces<Path>,
): AsyncGenerator<ItemOf<Get<Path>>, void, undefined> {
  const get = api.GET as unknown as (path: string, init: object) => Promise<Result<{ items: ItemOf<Get<Path>>[]; next?: string | null }>>;
  for (let after = "0"; ; ) {
    const piece = await of(get(path, { params: { path: how?.path, query: { ...how?.query, after, limit: how?.limit ?? 200 } } }));
    yield* piece.items;
    if (!piece.next) return;
    after = piece.next;
  }
}

/** The name under which the service sends a file. */
export function fileNameOf(answer: Response): string {
  const told = answer.headers.get("Content-Disposition") ?? "";
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(told)?.[1];
  return coded ? decodeURIComponent(coded) : /filename="([^"]*)"/i.exec(told)?.[1] ?? "";
}
