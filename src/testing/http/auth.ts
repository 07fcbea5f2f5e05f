import type { SandboxUser } from "../data.js";
import { forbidden, refusal } from "./answer.js";
import { type Call, parameter } from "./call.js";

/**
 * Who asks: the user of the token, which may come as API token or as OAuth2 token.
 *
 * @throws Refusal 401 for a token that is missing or nobody's; 403 for another organization
 */
export function authenticate(call: Call): SandboxUser {
  const { authorization = "" } = call.received.headers;
  const token = /^(?:token|bearer) +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated("Authentication credentials were not provided.");
  const user = call.store.people.holderOf(token);
  if (!user) throw unauthenticated("Invalid token.");
  if (user.is_deleted) throw unauthenticated("User inactive or deleted.");
  if (parameter(call, "org") !== call.store.people.organizationId) throw forbidden();
  return user;
}

function unauthenticated(detail: string) {
  return refusal(401, detail, { "www-authenticate": "Token" });
}
