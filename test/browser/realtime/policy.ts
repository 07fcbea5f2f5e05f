/** A page's strict policy that lets it reach a sandbox on this machine, and nothing else. */
export const policy =
  "default-src 'none'; script-src 'self'; connect-src http://127.0.0.1:* ws://127.0.0.1:*";
