import type { Page } from "playwright";

/** A text and how well it stands out, by WCAG 2. */
export interface Contrast {
  readonly what: string;
  readonly ratio: number;
}

/** Every text that is seen on the page, beside what lies behind it; the worst of each kind. */
export function contrasts(page: Page): Promise<Contrast[]> {
  return page.evaluate(() => {
    const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (color: string) => {
      const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element | null): string => {
      if (!element) return "rgb(255, 255, 255)";
      const { backgroundColor } = getComputedStyle(element);
      return channels(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
    };
    const worst = new Map<string, number>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || !node.textContent?.trim() || element.getClientRects().length === 0) continue;
      const [a, b] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const what = `${element.parentElement?.className || element.parentElement?.tagName} > ${element.className || element.tagName}`;
      worst.set(what, Math.min(ratio, worst.get(what) ?? 21));
    }
    return [...worst].map(([what, ratio]) => ({ what, ratio }));
  });
}
