export default {
  // The polyfill asks for a document, which the test that runs the bundle does not have.
  build: { modulePreload: { polyfill: false } },
  // For the build with --ssr: everything inside, so that the bundler sees the package.
  ssr: { noExternal: true },
};
