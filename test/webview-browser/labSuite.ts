import type { Page } from 'playwright-core';
import { stations } from '../../src/webview/lab/stations';
import { LabPages, answerEncode } from './labPages';
import type { LabWindow } from './page/labHost';
import type { ThemeName } from './page/themes';

// Setup that the suites of the lab share. The functions given to `evaluate` run in the browser.

declare const window: Window & LabWindow;

export const ids = stations.map(({ id }) => id);

/** The lab of one test. */
export interface LabInBrowser {
  readonly page: Page;
  /** The page before it has heard anything. */
  openEmpty(theme: ThemeName): Promise<Page>;
  open(theme: ThemeName, width?: number): Promise<void>;
  goTo(id: string): Promise<void>;
  show(station: string, text: string): Promise<void>;
  /** The host's answer, with the real vocabularies. */
  answerEncode(): Promise<void>;
}

/** The labs of a suite. */
export function useLab(): LabInBrowser {
  let lab: LabPages;
  let page: Page;
  before(async () => {
    lab = await LabPages.start();
  });
  after(() => lab.close());
  return {
    get page() {
      return page;
    },
    async openEmpty(theme) {
      page = await lab.pages.open(() => undefined, { theme });
      return page;
    },
    async open(theme, width = 900) {
      page = await lab.open({ theme, width });
    },
    goTo: (id) => lab.goTo(page, id),
    show: (station, text) =>
      page.evaluate((place) => window.host.say({ type: 'show', place }), { station, text, settings: {} }),
    answerEncode: () => answerEncode(page),
  };
}
