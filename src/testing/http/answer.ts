/** What the service says to a request. Without a body the answer is empty. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that the service does not do: thrown where that shows, answered in one place. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** 200 with a resource. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** 201 with a new resource. */
export function created(body: unknown): Answer {
  return { status: 201, body };
}

/** 204, for what is no more. */
export function noContent(): Answer {
  return { status: 204 };
}

/** A refusal with one sentence. */
export function refusal(
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal({ status, body: { detail }, headers });
}

/** 404: there is nothing, or nothing that this user may see. */
export function notFound(): Refusal {
  return refusal(404, "Not found.");
}

/** 403. */
export function forbidden(detail = "You do not have permission to perform this action."): Refusal {
  return refusal(403, detail);
}

/** 400 with errors by field. */
export function invalid(errors: object): Refusal {
  return new Refusal({ status: 400, body: errors });
}
