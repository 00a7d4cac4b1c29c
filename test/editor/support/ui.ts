import { readFileSync } from 'node:fs';
import { suiteVariable } from '../../../scripts/vscode/bridgeProtocol';
import type { BridgeAnswer, BridgeRequest, Box, SuiteRun, UiAction } from '../../../scripts/vscode/bridgeProtocol';

/** Reads what this run of mocha is to do, as the script that started the editor wrote it. */
export function readSuiteRun(): SuiteRun {
  const file = process.env[suiteVariable];
  if (file === undefined) throw new Error(`${suiteVariable} is not set: start the suite with npm run test:editor.`);
  return JSON.parse(readFileSync(file, 'utf8')) as SuiteRun;
}

const { bridge } = readSuiteRun();

/** Sends one request to the process outside that has the window in front of it. @throws with its reason when it refuses. */
export async function ask(request: BridgeRequest): Promise<string | number | null> {
  if (bridge === undefined)
    throw new Error('Nobody is there to use mouse and keyboard: the test must be an onScreen one.');
  const response = await fetch(bridge.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${bridge.token}` },
    body: JSON.stringify(request),
  });
  const answer = (await response.json()) as BridgeAnswer;
  if ('error' in answer) throw new Error(`${request.do}: ${answer.error}`);
  return answer.value;
}

async function act(action: UiAction): Promise<void> {
  await ask(action);
}

async function read(action: UiAction): Promise<string> {
  return String(await ask(action));
}

/** Steps on what `webview` shows, or on the workbench. Selectors are Playwright's; the first visible match counts. */
function steps(webview?: string) {
  return {
    click: (selector: string) => act({ do: 'click', selector, webview }),
    /** Clicks an item of a menu. False where the menu was closed before the mouse button was released. */
    choose: async (selector: string) => (await ask({ do: 'choose', selector, webview })) === 1,
    rightClick: (selector: string) => act({ do: 'rightClick', selector, webview }),
    /** Replaces the content of a field. */
    fill: (selector: string, value: string) => act({ do: 'fill', selector, value, webview }),
    /** Pastes a file into a field. */
    paste: (selector: string, name: string, bytes: Uint8Array) =>
      act({ do: 'paste', selector, name, base64: Buffer.from(bytes).toString('base64'), webview }),
    /** Waits for the element and returns its visible text. */
    text: (selector: string) => read({ do: 'text', selector, webview }),
    /** Returns what stands in a field. */
    value: (selector: string) => read({ do: 'value', selector, webview }),
    /** The HTML of the first match, visible or not. */
    html: (selector: string) => read({ do: 'html', selector, webview }),
    /** How many are visible now; does not wait. */
    count: async (selector: string) => Number(await ask({ do: 'count', selector, webview })),
  };
}

/** Actions of a user with mouse and keyboard. Each step waits up to 25 s for what it needs, then fails the test. */
export const ui = {
  /** False in desktop VS Code, where nobody drives the window. */
  available: bridge !== undefined,
  ...steps(),
  /** The webview in which `selector` is visible. */
  inWebview: (selector: string) => steps(selector),
  /** Rests the mouse on `text` in a visible editor and returns what the hover says. */
  hover: (text: string) => read({ do: 'hover', text }),
  /** Rests the mouse on an element and returns its tooltip. */
  hoverOver: (selector: string) => read({ do: 'hoverOver', selector }),
  /** Where all elements that match are on screen, in reading order, and in which colours. */
  boxes: async (selector: string) => JSON.parse(await read({ do: 'boxes', of: selector })) as Box[],
  type: (text: string) => act({ do: 'type', text }),
  /** A key or chord as Playwright names it: `F1`, `ControlOrMeta+K`. */
  key: (key: string) => act({ do: 'key', key }),
  /** Runs a command through the palette, by "Category: Title": for tests of that. Others run it through the API, see commands.ts. */
  runInPalette: (title: string) => act({ do: 'command', title }),
  /** Opens a file of the folder through Go to File. */
  openFile: (name: string) => act({ do: 'openFile', name }),
  /** Everything that VS Code keeps in the browser, as text. */
  stored: () => read({ do: 'stored' }),
  /** Saves test/editor/artifacts/NAME.png and returns its path. */
  screenshot: (name: string) => read({ do: 'screenshot', name }),
  /** The same, for who wants to look at what a test has seen: only with PICTURES=1 in the environment. */
  picture: async (name: string): Promise<void> => {
    if (process.env.PICTURES === '1') await ui.screenshot(name);
  },
};

const inSecond = (action: UiAction): Promise<string | number | null> => ask({ do: 'inSecondWindow', action });

/** A second window on the same folder, as another user or another screen has it. It runs no tests itself. */
export const secondWindow = {
  open: () => ask({ do: 'openSecondWindow' }),
  close: () => ask({ do: 'closeSecondWindow' }),
  command: (title: string) => inSecond({ do: 'command', title }),
  click: (selector: string, webview?: string) => inSecond({ do: 'click', selector, webview }),
  fill: (selector: string, value: string, webview?: string) => inSecond({ do: 'fill', selector, value, webview }),
  value: async (selector: string, webview?: string) => String(await inSecond({ do: 'value', selector, webview })),
  /** Waits for the element and returns its visible text. */
  text: async (selector: string, webview?: string) => String(await inSecond({ do: 'text', selector, webview })),
  count: async (selector: string, webview?: string) => Number(await inSecond({ do: 'count', selector, webview })),
};

/** A test that needs eyes and hands: pending, with the reason, where nobody drives the window. */
export function onScreen(title: string, test: Mocha.AsyncFunc, timeoutMs?: number): void {
  if (ui.available) {
    const added = it(title, test);
    if (timeoutMs !== undefined) added.timeout(timeoutMs);
  } else it(`${title} (needs the window in a browser: npm run test:editor)`);
}
