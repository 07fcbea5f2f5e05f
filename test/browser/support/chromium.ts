import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The machine's own Chromium (Debian's package `chromium`), and how it is started; nothing is downloaded. */
export const launchOptions = {
  executablePath: inPath("chromium"),
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
};

function inPath(program: string): string {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const file = join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // The next folder, then.
    }
  }
  throw new Error(
    `The browser tests need ${program} in PATH: apt-get install --no-install-recommends ${program}`,
  );
}
