import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact } from "../../src/errors/redact.js";
import { sharedRun } from "../support/fault-leaks.js";

const line = (text: string, carried: readonly unknown[] = [], tokens: readonly string[] = []) =>
  redact(text, { tokens, carried }, 300);

describe("a foreign text", () => {
  test("that repeats nothing stays", () => {
    expect(line("This field may not be blank.", ["Hello, world"])).toBe("This field may not be blank.");
    expect(line("")).toBe("");
  });

  test("becomes one line", () => {
    expect(line("  a\r\n\tb\u2028c\u0000d\u001b[31m  ")).toBe("a b c d [31m");
  });

  test("becomes 300 characters at most", () => {
    expect(line("x".repeat(300))).toBe("x".repeat(300));
    expect(line("x".repeat(301))).toBe(`${"x".repeat(299)}…`);
    expect(line("x".repeat(1e6))).toHaveLength(300);
    expect(redact("xyz", { tokens: [], carried: [] }, 0).length).toBe(0);
    expect(redact("xyz".repeat(200), { tokens: [], carried: [] }, -20).length).toBe(0);
  });

  test.each([
    ['"Hello, world" is not allowed.', ["Hello, world"], '"[redacted]" is not allowed.'],
    ["Hello, w is short.", ["Hello, world"], "[redacted] is short."],
    ["Hello, is shorter.", ["Hello, world"], "Hello, is shorter."],
    ["HELLO, WORLD!", ["Hello, world"], "[redacted]!"],
    ["no hello, world", ["Hello, world"], "no [redacted]"],
    ["Hello,\nworld", ["Hello, world"], "[redacted]"],
    ["Hello, world", ["Hello,\r\n\tworld"], "[redacted]"],
    ["abcdefgh-stuvwxyz", ["abcdefgh", { deep: [{ er: "stuvwxyz" }] }], "[redacted]-[redacted]"],
    ["abcdefghij", ["xxabcdefgh", "cdefghijyy"], "[redacted]ij"],
    ["No ab%20cd%20ef.", ["ab cd ef"], "No [redacted]."],
    ["No ab+cd+ef.", ["ab cd ef"], "No [redacted]."],
    ["ΣΑΣ ΣΑΣ ΣΑΣ!", ["σας σας σας"], "[redacted]!"],
    ["STRAẞE 12!", ["straße 12"], "[redacted]!"],
    ["abcdefgh", ["abcd", "efgh"], "abcdefgh"],
    ["name=seven77", ["seven77"], "name=seven77"],
    ["user@example.com", [{ user: { email: "user@example.com" } }], "[redacted]"],
  ])("%j", (text, carried, expected) => {
    expect(line(text, carried)).toBe(expected);
  });

  test.each(["a1", "tok", "secret7", "tok-7f3Kq9ZxW2vB5nM8", "$&", "(x+", "\\d"])(
    "never shows the token %s",
    (token) => {
      expect(line(`Not valid: ${token}, ${token}`, [], [token])).toBe("Not valid: [redacted], [redacted]");
    },
  );

  test("keeps a word in which a short token stands by chance", () => {
    expect(line("No token: Tok", [], ["tok"])).toBe("No token: [redacted]");
  });

  test("shows no half of a long token, where it is cut", () => {
    const token = "tok-7f3Kq9ZxW2vB5nM8";
    for (let padding = 270; padding < 330; padding++) {
      for (const pad of ["x", " "]) {
        const text = `.${pad.repeat(padding)}${token}`;
        expect(sharedRun(line(text, [], [token]), [token])).toBeUndefined();
      }
    }
    // Also where blanks before it fall away once the text is cut.
    for (let padding = 850; padding < 4_100; padding += 7) {
      const text = `${" ".repeat(padding)}${token}`;
      expect(sharedRun(line(text, [], [token]), [token])).toBeUndefined();
    }
  });
});

describe("texts of the request", () => {
  const texts = fc.oneof(
    fc.string({ minLength: 8, maxLength: 60 }),
    fc.string({ minLength: 8, maxLength: 60, unit: "binary" }),
    fc.string({ minLength: 8, maxLength: 60, unit: fc.constantFrom(..."aAbB \n\tİıßΣσς") }),
    fc.lorem({ maxCount: 12 }),
    fc.emailAddress(),
    fc.lorem({ maxCount: 5 }).map((words) => `https://e.example/${words.replaceAll(" ", "/")}?at=1&b=%20`),
  );
  const frames = fc.constantFrom("", " ", '"', "Not allowed: ", " is taken. ", "\n", "İ", "ß");

  test("are found wherever they are echoed", () => {
    const echo = fc.record({ text: texts, before: frames, after: frames, from: fc.nat(20), to: fc.nat(60) });
    fc.assert(
      fc.property(echo, ({ text, before, after, from, to }) => {
        const part = text.slice(from, from + to);
        const out = line(before + part + after, [{ payload: [text] }]);
        expect(sharedRun(out, [text])).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  test("are found where the end of a word changes a letter's lower case", () => {
    // Sigma is σ within a word and ς at its end.
    const text = "ΚΑΛΗΜΕΡΣΑΣ";
    expect(sharedRun(line(`«${text.slice(0, 8)}» Odd.`, [text]), [text])).toBeUndefined();
  });

  test("are found in a different case", () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 8 }), (text) => {
        fc.pre(text.length >= 8);
        for (const echoed of [text.toUpperCase(), text.toLowerCase()]) {
          expect(sharedRun(line(echoed, [text]).toLowerCase(), [text.toLowerCase()])).toBeUndefined();
        }
      }),
    );
  });

  test("are found beside each other", () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), fc.array(frames), (all, between) => {
        const text = all.map((part, index) => part + (between[index] ?? "")).join("");
        expect(sharedRun(line(text, [all]), all)).toBeUndefined();
      }),
    );
  });

  test("of 100 kB cost no time to speak of", () => {
    const long = "lorem ipsum ".repeat(8_400);
    expect(line(`Odd: ${long}`, [long])).toBe("Odd:[redacted]");
  });
});
