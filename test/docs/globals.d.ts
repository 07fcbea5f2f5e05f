/** What snippets take for granted. */
declare global {
  const pub: import("@giosg/pub-sdk").PubClient;
  const organizationId: string;
  const token: string;
  const channelId: string;
  const dmChannelId: string;
  const messageId: string;
  const userId: string;
  const otherUserId: string;
  const received: import("@giosg/pub-sdk").Message;
  const message: typeof import("@giosg/pub-sdk").message;
  const sandbox: ReturnType<typeof import("@giosg/pub-sdk/testing").createSandbox>;
  const realtime: import("@giosg/pub-sdk/realtime").PubRealtime;
  const live: import("@giosg/pub-sdk/realtime").LiveCollection<import("@giosg/pub-sdk").Message>;
  function signIn(): Promise<string>;
}

export {};
