/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import type { Box } from './bridgeProtocol';

/** CSS pixels of the page. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where `text` is on screen in a visible text editor: the centre of its first occurrence, or undefined when no visible
 * line holds it.
 */
export async function locateInEditor(page: Page, text: string): Promise<Point | undefined> {
  return page.evaluate((wanted) => {
    for (const line of document.querySelectorAll('.monaco-editor .view-lines .view-line')) {
      // The editor draws a space as U+00A0.
      const from = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
      if (from < 0) continue;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let offset = 0;
      let started = false;
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (!started && from < offset + length) {
          range.setStart(node, from - offset);
          started = true;
        }
        if (started && from + wanted.length <= offset + length) {
          range.setEnd(node, from + wanted.length - offset);
          break;
        }
        offset += length;
      }
      const box = range.getBoundingClientRect();
      if (box.width > 0 && box.height > 0) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return undefined;
  }, text);
}

/** Names what a click would meet at a point, and how it stands in its parents: tags and classes, from the outside in. */
export const elementAt = (page: Page, { x, y }: Point): Promise<string> =>
  page.evaluate(
    ([left, top]) => {
      const names: string[] = [];
      for (let each = document.elementFromPoint(left, top); each && names.length < 4; each = each.parentElement) {
        names.unshift([each.localName, ...each.classList].join('.'));
      }
      return names.join(' > ');
    },
    [x, y] as const,
  );

/** All elements that match and are on screen, in reading order. */
export async function boxesOf(page: Page, selector: string): Promise<Box[]> {
  return page.evaluate((wanted) => {
    const shown = [...document.querySelectorAll(wanted)].flatMap((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || x > window.innerWidth || y > window.innerHeight) return [];
      const { backgroundColor: background, borderTopColor: border } = getComputedStyle(element);
      return [{ x, y, width, height, background, border }];
    });
    return shown.sort((a, b) => a.y - b.y || a.x - b.x);
  }, selector);
}
