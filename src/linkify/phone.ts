/** One group of a phone number, with what parts it from the group before: digits, alone or in parentheses. */
const group = /(?: [-\u2010-\u2013] |[ \u00a0\u202f.\u2010-\u2013-])?(?:\d{1,16}|\(\d{1,5}\))/y;

/** What makes the digits before it part of something else: a word, an amount, an address. */
const continued = /[\p{L}\p{N}\p{Sc}_@+%]/uy;

/** How many digits a phone number has at most, country code included (ITU-T E.164). */
const maxDigits = 15;

/**
 * The length of the phone number that stands at a position, as people write it: perhaps a `+`, then groups of digits,
 * parted by a space, a dash or a dot each, or in parentheses. 0 where there is none, or where the digits run on into
 * something else. Never reads further than a phone number can reach.
 */
export function phoneLength(text: string, start: number): number {
  let end = text.startsWith("+", start) ? start + 1 : start;
  if (!/[\d(]/.test(text.charAt(end))) return 0;
  let digits = 0;
  group.lastIndex = end;
  for (let found = group.exec(text); found; found = group.exec(text)) {
    const [written] = found;
    // A lone digit after a whole number is the next word: "+358 40 123 4567 2 times".
    if (digits > 6 && /^ \d$/.test(written)) break;
    digits += written.replace(/\D/g, "").length;
    if (digits > maxDigits) {
      // After a space another number may begin; after anything else these digits are part of something longer.
      if (written.startsWith(" ")) break;
      return 0;
    }
    end = group.lastIndex;
  }
  continued.lastIndex = end;
  return continued.test(text) ? 0 : end - start;
}
