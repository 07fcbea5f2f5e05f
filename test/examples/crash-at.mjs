// Loaded before a program, it crashes that at the step of its work with files that CRASH_AT names, counted from 1:
// before the step, and where the step appends, in the middle of it.
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

let stepsLeft = Number(process.env.CRASH_AT);

function crashing(step, isAppend = false) {
  return async function (first, ...others) {
    stepsLeft -= 1;
    if (stepsLeft === 0) {
      if (isAppend) await step.call(this, first.slice(0, first.length / 2));
      process.kill(process.pid, "SIGKILL");
    }
    return step.call(this, first, ...others);
  };
}

const { open } = fs;
Object.assign(fs, {
  writeFile: crashing(fs.writeFile),
  rename: crashing(fs.rename),
  rm: crashing(fs.rm),
  open: crashing(async (...args) => {
    const handle = await open(...args);
    return Object.assign(handle, {
      truncate: crashing(handle.truncate),
      appendFile: crashing(handle.appendFile, true),
      datasync: crashing(handle.datasync),
    });
  }),
});
syncBuiltinESMExports();
