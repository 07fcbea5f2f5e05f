/*
 * What every kind of call does under every fault: API.md's "Retries, time, and what happened to a write" as tables.
 * Between two rules stands a block: each fault on its left holds for each row on its right. Commas separate values for
 * which a row holds alike.
 *
 * - call: groups and sets of them, see below
 * - requests: how many reach the service, read-backs included
 * - outcome: of the error; `-` where the call succeeds
 * - ends with: `success`, or the error's class without its Pub and Error; `by status` means the one that API.md names
 * - happened: how often what the call is for is there afterwards (a message, a member, a deletion, …)
 *
 * "Done" and "not done" is what the service did before the fault. A fault strikes the first request, unless it says
 * always.
 */

/** The calls of each group, as `matrix-calls.ts` names them. */
export const callGroups: Readonly<Record<string, readonly string[]>> = {
  read: ["channels.retrieve", "channels.list", "messages.list", "conference.retrieveStreamStatus"],
  /** To repeat it comes to the same. */
  "safe write": [
    "channels.update",
    "channels.replace",
    "messages.update",
    "members.update",
    "notificationSettings.update",
    "dmChannels.create",
    "conference.createStream",
    "conference.createToken",
  ],
  delete: ["channels.delete", "messages.delete", "members.remove"],
  message: ["messages.create"],
  /** The caller chose its id. */
  "own message": ["messages.create with an id", "messages.create withId"],
  member: ["members.add"],
  /** To repeat it could do it twice. */
  "unsafe write": ["channels.create", "conference.startSession", "conference.stopSession"],
};

/** Groups that the tables name together. */
export const groupSets: Readonly<Record<string, readonly string[]>> = {
  /** What can be read back. */
  identified: ["message", "own message", "member"],
  /** What is repeated after a lost answer. */
  repeated: ["safe write", "delete", "message", "own message", "member"],
  write: ["safe write", "delete", "message", "own message", "member", "unsafe write"],
};

/** The error classes of API.md, by status. */
export const classOfStatus: Readonly<Record<string, string>> = {
  400: "BadRequest",
  401: "Authentication",
  403: "Permission",
  404: "NotFound",
  408: "Http",
  409: "Conflict",
  422: "BadRequest",
  429: "RateLimit",
  500: "Server",
  502: "Server",
  503: "Server",
  504: "Server",
};

/** Answers that do not arrive. */
export const lostAnswers = `
| fault                               | call                     | requests | outcome   | ends with  | happened |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| none                                | read                     | 1        | -         | success    | 0        |
|                                     | write                    | 1        | -         | success    | 1        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| cut before headers, not done        | read                     | 2        | -         | success    | 0        |
|                                     | repeated                 | 2        | -         | success    | 1        |
|                                     | unsafe write             | 1        | unknown   | Connection | 0        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| cut before headers, done            | read                     | 2        | -         | success    | 0        |
|                                     | safe write, delete       | 2        | -         | success    | 1        |
|                                     | identified               | 3        | -         | success    | 1        |
|                                     | unsafe write             | 1        | unknown   | Connection | 1        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| cut in body, done                   | read                     | 2        | -         | success    | 0        |
| too long a length, done             | safe write               | 2        | -         | success    | 1        |
|                                     | identified               | 3        | -         | success    | 1        |
|                                     | delete                   | 1        | -         | success    | 1        |
|                                     | unsafe write             | 1        | unknown   | Connection | 1        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| 502 with HTML, not done             | read                     | 2        | -         | success    | 0        |
|                                     | repeated                 | 2        | -         | success    | 1        |
|                                     | unsafe write             | 1        | unknown   | Server     | 0        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| 502 with HTML, done                 | read                     | 2        | -         | success    | 0        |
| 504, done                           | safe write, delete       | 2        | -         | success    | 1        |
|                                     | identified               | 3        | -         | success    | 1        |
|                                     | unsafe write             | 1        | unknown   | Server     | 1        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| always cut before headers, not done | read                     | 3        | no_effect | Connection | 0        |
|                                     | repeated                 | 3        | unknown   | Connection | 0        |
|                                     | unsafe write             | 1        | unknown   | Connection | 0        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| always cut in body, done            | read                     | 3        | no_effect | Connection | 0        |
|                                     | safe write, identified   | 3        | unknown   | Connection | 1        |
|                                     | delete                   | 1        | -         | success    | 1        |
|                                     | unsafe write             | 1        | unknown   | Connection | 1        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| always cut before headers, done     | read                     | 3        | no_effect | Connection | 0        |
|                                     | repeated                 | 3        | unknown   | Connection | 1        |
|                                     | unsafe write             | 1        | unknown   | Connection | 1        |
`;

/** Answers that do not arrive in time. */
export const stalls = `
| fault                               | call                     | requests | outcome   | ends with  | happened |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| stall before headers, not done      | read                     | 1        | no_effect | Timeout    | 0        |
|                                     | write                    | 1        | unknown   | Timeout    | 0        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| stall in body, done                 | read                     | 1        | no_effect | Timeout    | 0        |
|                                     | safe write, identified   | 1        | unknown   | Timeout    | 1        |
|                                     | delete                   | 1        | -         | success    | 1        |
|                                     | unsafe write             | 1        | unknown   | Timeout    | 1        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| stall before headers, done          | read                     | 1        | no_effect | Timeout    | 0        |
| answer too late, done               | write                    | 1        | unknown   | Timeout    | 1        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| cut, done; then a stall             | read                     | 2        | no_effect | Timeout    | 0        |
|                                     | repeated                 | 2        | unknown   | Timeout    | 1        |
|                                     | unsafe write             | 1        | unknown   | Connection | 1        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| 429 for a second; then a stall      | read                     | 2        | no_effect | Timeout    | 0        |
|                                     | write                    | 2        | unknown   | Timeout    | 0        |
`;

/** Answers that are not what the API promises. A DELETE promises no body, so none is read, but a page is none. */
export const unusableAnswers = `
| fault                               | call                     | requests | outcome   | ends with  | happened |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| 302 to another origin, done         | read                     | 1        | no_effect | Response   | 0        |
|                                     | write                    | 1        | unknown   | Response   | 1        |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| 200 with HTML, not done             | read                     | 1        | no_effect | Response   | 0        |
| 302 to another origin, not done     | write                    | 1        | unknown   | Response   | 0        |
| 307 to another origin, not done     |                          |          |           |            |          |
| ----------------------------------- | ------------------------ | -------- | --------- | ---------- | -------- |
| truncated JSON, done                | read                     | 1        | no_effect | Response   | 0        |
| JSON twice, done                    | safe write, identified   | 1        | unknown   | Response   | 1        |
| no body, done                       | delete                   | 1        | -         | success    | 1        |
| too short a length, done            | unsafe write             | 1        | unknown   | Response   | 1        |
`;

/** Told to wait, once. The first three forms of Retry-After fit into the call's time, the others do not. */
export const toldToWait = `
| status                  | Retry-After         | call               | requests | outcome   | ends with  | happened |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 408, 500, 502, 504      | none, seconds, date | read               | 2        | -         | success    | 0        |
|                         |                     | repeated           | 2        | -         | success    | 1        |
|                         |                     | unsafe write       | 1        | unknown   | by status  | 0        |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 503                     | none                | read               | 2        | -         | success    | 0        |
|                         |                     | repeated           | 2        | -         | success    | 1        |
|                         |                     | unsafe write       | 1        | unknown   | Server     | 0        |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 503                     | seconds, date       | read               | 2        | -         | success    | 0        |
|                         |                     | write              | 2        | -         | success    | 1        |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 429                     | none, seconds, date | read               | 2        | -         | success    | 0        |
|                         |                     | write              | 2        | -         | success    | 1        |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 408, 500, 502, 503, 504 | too long, too late  | read               | 1        | no_effect | by status  | 0        |
|                         |                     | write              | 1        | unknown   | by status  | 0        |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 429                     | too long, too late  | read, write        | 1        | no_effect | RateLimit  | 0        |
`;

/** Told to wait, always. */
export const alwaysToldToWait = `
| status                  | Retry-After         | call               | requests | outcome   | ends with  | happened |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 408, 500, 502, 504      | none, seconds, date | read               | 3        | no_effect | by status  | 0        |
|                         |                     | repeated           | 3        | unknown   | by status  | 0        |
|                         |                     | unsafe write       | 1        | unknown   | by status  | 0        |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 503                     | none                | read               | 3        | no_effect | Server     | 0        |
|                         |                     | repeated           | 3        | unknown   | Server     | 0        |
|                         |                     | unsafe write       | 1        | unknown   | Server     | 0        |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 503                     | seconds, date       | read               | 3        | no_effect | Server     | 0        |
|                         |                     | write              | 3        | unknown   | Server     | 0        |
| ----------------------- | ------------------- | ------------------ | -------- | --------- | ---------- | -------- |
| 429                     | none, seconds, date | read, write        | 3        | no_effect | RateLimit  | 0        |
`;

/** Refused. */
export const refusals = `
| status             | call                     | requests | outcome   | ends with  | happened |
| ------------------ | ------------------------ | -------- | --------- | ---------- | -------- |
| 401, 403, 404, 422 | read, write              | 1        | no_effect | by status  | 0        |
| ------------------ | ------------------------ | -------- | --------- | ---------- | -------- |
| 400                | read                     | 1        | no_effect | by status  | 0        |
|                    | safe write, delete       | 1        | no_effect | by status  | 0        |
|                    | message, member          | 1        | no_effect | by status  | 0        |
|                    | own message              | 2        | no_effect | by status  | 0        |
|                    | unsafe write             | 1        | no_effect | by status  | 0        |
| ------------------ | ------------------------ | -------- | --------- | ---------- | -------- |
| 409                | read                     | 1        | no_effect | by status  | 0        |
|                    | safe write, delete       | 1        | no_effect | by status  | 0        |
|                    | member                   | 1        | no_effect | by status  | 0        |
|                    | message, own message     | 2        | no_effect | by status  | 0        |
|                    | unsafe write             | 1        | no_effect | by status  | 0        |
`;

/** First cut before the headers, with the service having done it or not, then refused (429: for an hour). */
export const refusedRepeats = `
| first    | status             | call                     | requests | outcome   | ends with  | happened |
| -------- | ------------------ | ------------------------ | -------- | --------- | ---------- | -------- |
| not done | 401, 403, 422, 429 | read                     | 2        | no_effect | by status  | 0        |
|          |                    | repeated                 | 2        | unknown   | by status  | 0        |
|          |                    | unsafe write             | 1        | unknown   | Connection | 0        |
| -------- | ------------------ | ------------------------ | -------- | --------- | ---------- | -------- |
| done     | 401, 403, 422, 429 | read                     | 2        | no_effect | by status  | 0        |
|          |                    | repeated                 | 2        | unknown   | by status  | 1        |
|          |                    | unsafe write             | 1        | unknown   | Connection | 1        |
| -------- | ------------------ | ------------------------ | -------- | --------- | ---------- | -------- |
| done     | 404                | read                     | 2        | no_effect | NotFound   | 0        |
|          |                    | delete                   | 2        | -         | success    | 1        |
|          |                    | safe write, identified   | 2        | unknown   | NotFound   | 1        |
|          |                    | unsafe write             | 1        | unknown   | Connection | 1        |
| -------- | ------------------ | ------------------------ | -------- | --------- | ---------- | -------- |
| not done | 400, 409           | read                     | 2        | no_effect | by status  | 0        |
|          |                    | safe write, delete       | 2        | unknown   | by status  | 0        |
|          |                    | identified               | 3        | unknown   | by status  | 0        |
|          |                    | unsafe write             | 1        | unknown   | Connection | 0        |
| -------- | ------------------ | ------------------------ | -------- | --------- | ---------- | -------- |
| done     | 400, 409           | read                     | 2        | no_effect | by status  | 0        |
|          |                    | safe write, delete       | 2        | unknown   | by status  | 1        |
|          |                    | identified               | 3        | -         | success    | 1        |
|          |                    | unsafe write             | 1        | unknown   | Connection | 1        |
`;
