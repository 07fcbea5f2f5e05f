/** The way to a client: what a transport does for a session. */
export interface Line {
  deliver(text: string): void;
  /** Ends with a close frame. */
  end(code: number, reason: string): void;
  /** Ends without one. */
  cut(): void;
  /** From now on nothing of what the client does is noticed. */
  freeze(): void;
}
