/// <reference lib="es2024.promise" />
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { chromium, errors } from 'playwright-core';
import type { Browser as PlaywrightBrowser, Frame, Locator, Page } from 'playwright-core';
import type { Browser } from './chromiumPackage';
import { elementAt, locateInEditor } from './editorText';
import type { Point } from './editorText';
import { workDir } from './paths';
import { wasPressed } from './pressed';
import type { Server } from './server';
import { webviewFrame } from './webviewFrame';

/** CSS pixels. */
export const viewport = { width: 1400, height: 900 };

/** How long one step of a user may take, ms. Far more than it takes, unless the processors are busy with other things. */
const stepMs = 25_000;
/** Milliseconds that the mouse rests at first: to move it begins a hover anew that a busy machine is about to show. */
const restMs = 4_000;
/** Milliseconds after which a hover that has not come looks whether its text has moved. */
const lookMs = 250;
/** Milliseconds after which a click asks what is in its way. */
const coveredMs = 4_000;
/** Milliseconds until the window is loaded: the whole of VS Code, on a machine that may have other work. */
const loadMs = 180_000;

// Chromium asks its makers for updates, experiments and variations; an offline machine would wait for each of them.
const quietFlags =
  '--no-sandbox --disable-gpu --disable-background-networking --disable-quic --no-first-run --disable-component-update --disable-sync';

/** Starts the browser, without a window unless `headed`. It ends with this process, however that ends. */
export async function launchBrowser(browser: Browser, headed = false): Promise<PlaywrightBrowser> {
  return chromium.launch({
    executablePath: browser.executablePath,
    env: { ...process.env, ...browser.env },
    args: quietFlags.split(' '),
    headless: !headed,
  });
}

interface WindowOptions {
  server: Pick<Server, 'authority' | 'token'>;
  folder: string;
  /** Opened instead of the folder: a file that names several. */
  workspace?: string | undefined;
  /** The folder of the extension that runs from its source. */
  extension: string;
  /** A module that exports run(): it starts once the window is up. */
  tests?: string;
}

/** The address that opens a window. It holds everything: another browser with the same address gets the same window. */
export function windowAddress(options: WindowOptions): string {
  const { authority, token } = options.server;
  const remote = (file: string): string => `vscode-remote://${authority}${pathToFileURL(file).pathname}`;
  const payload = [
    ['extensionDevelopmentPath', remote(options.extension)],
    ...(options.tests === undefined ? [] : [['extensionTestsPath', remote(options.tests)]]),
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({
    tkn: token,
    [options.workspace === undefined ? 'folder' : 'workspace']: pathToFileURL(options.workspace ?? options.folder)
      .pathname,
    payload: JSON.stringify(payload),
  });
  return `http://${authority}/?${query.toString()}`;
}

function endOfTests(): PromiseWithResolvers<number> {
  const ended = Promise.withResolvers<number>();
  ended.promise.catch(() => undefined);
  return ended;
}

/** One VS Code window in a browser, with what a user does in it. Steps throw when nothing fits within 25 s. */
export class Workbench {
  private ended = endOfTests();

  private constructor(readonly page: Page) {}

  /**
   * The exit code of the tests that run in the window, also when their extension host is killed. Another promise after each
   * reload. Rejects when the window is lost.
   */
  get testsEnded(): Promise<number> {
    return this.ended.promise;
  }

  /** Opens a window in a browser profile of its own. `name` names the log of everything that the window prints. */
  static async open(browser: PlaywrightBrowser, name: string, options: WindowOptions): Promise<Workbench> {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    page.setDefaultTimeout(stepMs);
    const logFile = path.join(workDir, 'logs', `${name}-window.log`);
    mkdirSync(path.dirname(logFile), { recursive: true });
    const log = createWriteStream(logFile);
    const workbench = new Workbench(page);
    page.once('close', () => {
      log.end();
      workbench.ended.reject(new Error('The browser window was closed before the tests ended.'));
    });
    page.once('crash', () => workbench.ended.reject(new Error(`The page of VS Code crashed; its log is ${logFile}.`)));
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) =>
      log.write(`${type} ${format(...args)}\n`),
    );
    await page.exposeFunction('codeAutomationExit', (code: number) => workbench.ended.resolve(code));
    await page.goto(windowAddress(options), { timeout: loadMs });
    await workbench.untilReady();
    return workbench;
  }

  /** Reloads the window the way a user does, so that VS Code gets to save what it restores afterwards. */
  async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent('load', { timeout: loadMs });
    await this.command('Developer: Reload Window');
    await reloaded;
    this.ended = endOfTests();
    await this.untilReady();
  }

  private async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: loadMs });
  }

  /** Runs a command through the palette. `title` as shown there: "Category: Title". */
  async command(title: string): Promise<void> {
    await this.pick(`>${title}`, title);
  }

  /** Opens a file of the folder by name, as with Go to File. */
  async openFile(name: string): Promise<void> {
    await this.pick(name, name);
    await this.page
      .locator('.tab.active', { hasText: path.posix.basename(name) })
      .first()
      .waitFor();
  }

  /**
   * Chooses `row` in the quick input. Opens it again for as long as the row is not there: commands come with extensions, and a
   * page that goes swallows the key. The row is clicked once: a second click would meet what the command shows in its place.
   */
  private async pick(input: string, row: string): Promise<void> {
    const choice = this.page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first();
    await this.untilListed(input, choice);
    await choice.click();
    // An element that appears where the mouse rests now would show its tooltip.
    await this.page.mouse.move(1, 1);
  }

  private async untilListed(input: string, choice: Locator): Promise<void> {
    const box = this.visible('.quick-input-widget input[type="text"]');
    const deadline = Date.now() + stepMs;
    // Each try waits longer: a busy machine may need more than the first ones give it.
    for (let timeout = 2000; ; timeout *= 2) {
      await this.page.keyboard.press('F1');
      const last = Date.now() > deadline;
      try {
        await box.fill(input, { timeout });
        return await choice.waitFor({ timeout });
      } catch (error) {
        await this.page.keyboard.press('Escape');
        if (last) throw error;
      }
    }
  }

  /** Rests the mouse on `text` in an editor and returns what the hover says. */
  async hoverText(text: string): Promise<string> {
    await this.leaveHovers();
    const deadline = Date.now() + stepMs;
    for (let timeout = restMs; ; timeout *= 1.5) {
      const point = await locateInEditor(this.page, text);
      if (point !== undefined) {
        // A hover starts when the mouse comes to rest, and one that was closed stays so until the mouse has left the word.
        await this.page.mouse.move(1, 1);
        await this.page.mouse.move(point.x, point.y);
        const shown = await this.hoverAt(point, text, timeout);
        if (shown !== undefined) return shown;
      }
      if (Date.now() > deadline) {
        if (point === undefined) throw new Error(`No visible line of an editor holds "${text}".`);
        const loading = await this.page.locator('.monaco-hover').filter({ visible: true }).count();
        const found = loading > 0 ? 'A hover that only loads' : 'No hover';
        throw new Error(`${found} appeared over "${text}", where ${await elementAt(this.page, point)} lies on top.`);
      }
    }
  }

  /** Waits for a hover as long as `text` stands at the point: an editor that has just been opened may scroll. */
  private async hoverAt(point: Point, text: string, timeout: number): Promise<string | undefined> {
    const until = Date.now() + timeout;
    for (let now: Point | undefined = point; now?.x === point.x && now.y === point.y && Date.now() < until;) {
      const shown = await this.shownHover(lookMs);
      if (shown !== undefined) return shown;
      now = await locateInEditor(this.page, text);
    }
    return undefined;
  }

  /** Rests the mouse on an element (a status bar item, a tree row) and returns what its tooltip says. */
  async hoverElement(selector: string): Promise<string> {
    const deadline = Date.now() + stepMs;
    for (let timeout = 1500; ; timeout *= 1.5) {
      // VS Code keeps a tooltip back after a press on its element until the mouse has left it. So each try comes from outside.
      await this.leaveHovers();
      await this.visible(selector).hover();
      const shown = await this.shownHover(timeout);
      if (shown !== undefined) return shown;
      if (Date.now() > deadline) throw new Error(`No tooltip appeared over ${selector}.`);
    }
  }

  /** Moves the mouse to the empty corner of the title bar, so that no earlier hover is taken for the next one. */
  private async leaveHovers(): Promise<void> {
    const hover = this.page.locator('.monaco-hover').filter({ visible: true }).first();
    const deadline = Date.now() + stepMs;
    const timeout = 1500;
    for (;;) {
      await this.page.mouse.move(1, 1);
      try {
        return await hover.waitFor({ state: 'detached', timeout });
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
      // One that appears when the mouse has just left its element goes once the mouse has been on it.
      await hover.hover({ timeout }).catch(() => undefined);
    }
  }

  /**
   * Clicks an element. A tooltip that covers it stays for as long as the mouse rests, and Playwright waits for it to go without
   * moving the mouse.
   */
  async click(element: Locator, button: 'left' | 'right' = 'left'): Promise<void> {
    try {
      await element.click({ button, timeout: coveredMs });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
      if (wasPressed(error)) return;
      const isInTooltip = await element.locator('xpath=ancestor::*[contains(@class, "monaco-hover")]').count();
      if (!isInTooltip) await this.leaveHovers();
      await element.click({ button });
    }
  }

  /**
   * Clicks an item of a menu. Whether the mouse button was released on it, too: a menu that is closed by what is drawn below
   * it, in between, takes nothing.
   */
  async choose(item: Locator): Promise<boolean> {
    const handle = await item.elementHandle();
    await handle.evaluate((element) =>
      element.addEventListener('mouseup', () => element.setAttribute('data-chosen', '')),
    );
    await item.click();
    return handle.evaluate((element) => element.hasAttribute('data-chosen'));
  }

  private async shownHover(timeout: number): Promise<string | undefined> {
    const hover = this.page.locator('.monaco-hover').filter({ visible: true }).first();
    try {
      await hover.waitFor({ timeout });
      // To leave one that is still being made would begin it anew, and a slow one would never come.
      await hover.filter({ hasNotText: 'Loading...' }).waitFor();
      return await hover.innerText({ timeout: coveredMs });
    } catch {
      return undefined;
    }
  }

  /** The first visible match, in the workbench or in a frame of it. */
  visible(selector: string, scope: Page | Frame = this.page): Locator {
    return scope.locator(selector).filter({ visible: true }).first();
  }

  /** The frame of the webview in which `selector` is visible. */
  webview(selector: string): Promise<Frame> {
    return webviewFrame(this.page, selector, stepMs);
  }

  async screenshot(file: string): Promise<void> {
    mkdirSync(path.dirname(file), { recursive: true });
    // Finishes fades first: a hover that is still coming in is hardly readable.
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  /** Closes the window and its browser profile. */
  async close(): Promise<void> {
    await this.page.context().close();
  }
}
