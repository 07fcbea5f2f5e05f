/// <reference lib="esnext.disposable" />

/**
 * What `await using` asks for. Written so that it compiles for those, too, whose `lib` knows nothing of it: a reference
 * to that `lib` would not get into the published declarations.
 *
 * @example
 * ```ts
 * await using server = await sandbox.listen(); // closed at the end of the block
 * console.log(server.url);
 * ```
 */
export type AsyncDisposal = Record<
  SymbolConstructor extends { readonly asyncDispose: infer S extends symbol } ? S : never,
  () => Promise<void>
>;
