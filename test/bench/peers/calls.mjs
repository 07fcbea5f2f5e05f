// Not compiled with the tests: these packages are there only where the bench was run.
import { WebClient } from "@slack/web-api";
import axios from "axios";
import ky from "ky";
import createClient from "openapi-fetch";

/** The same call by others: a GET with a token, whose answer is parsed. Slack's is a POST, as all of its calls. */
export function callsOf(url, path, token) {
  const headers = { Accept: "application/json", Authorization: `Token ${token}` };
  const openapi = createClient({ baseUrl: url, headers });
  const slack = new WebClient(token, { slackApiUrl: `${url}/slack/` });
  return {
    ky: () => ky(url + path, { headers }).json(),
    "openapi-fetch": async () => (await openapi.GET(path)).data,
    axios: async () => (await axios.get(url + path, { headers })).data,
    "@slack/web-api": () => slack.apiCall("conversations.info", { channel: "C1" }),
  };
}
