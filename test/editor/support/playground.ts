import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { commandId, viewType } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer, RecordedRequest } from '../../fakes/faultServer';
import { poll } from '../../support/poll';
import { startCommand } from './commands';
import { ui } from './ui';
import { clearNotifications, forgetSettings, keepSetting, keepTab, setSetting } from './clean';
import { keyIsStored } from './keys';
import { answerInputBox, pickRow, readDone } from './window';

export const byId = (testId: string): string => `[data-testid="${testId}"]`;
/** A part of the oldest turn, and of the newest: turns stand in groups, so none is the first or last of them all in CSS. */
export const inFirstTurn = (selector: string): string => `ai-turn >> nth=0 >> ${selector}`;
export const inLastTurn = (selector: string): string => `ai-turn >> nth=-1 >> ${selector}`;

/** The page of the playground, wherever the tab is. */
export const page = ui.inWebview('ai-playground main');

/** Steps of a user in the playground. */
export const playground = {
  async open(): Promise<void> {
    await vscode.commands.executeCommand(commandId('playground.open'));
    await page.text('h1');
  },
  /** Unfolds the settings of the composer. */
  async unfold(): Promise<void> {
    const folded = `${byId('settings')}[aria-expanded="false"]`;
    if ((await page.count(folded)) > 0) await page.click(folded);
    await page.text(`${byId('settings')}[aria-expanded="true"]`);
  },
  async fill(testId: string, text: string): Promise<void> {
    if (testId !== 'message') await playground.unfold();
    await page.fill(byId(testId), text);
  },
  async click(testId: string): Promise<void> {
    if (testId === 'load-models' || testId === 'pick-model' || testId === 'add-provider') await playground.unfold();
    await page.click(byId(testId));
  },
  /** Chooses that model of the fault server as a command does: the host knows it at once, the page a little later. */
  async use(model: string): Promise<void> {
    const target = { providerId: 'faults', model };
    await vscode.commands.executeCommand(commandId('playground.open'), undefined, target);
    await page.text(`${byId('settings')}:has-text("${model} · Fault Server")`);
  },
  /** Asks that model of the chosen provider. Waits for the new turn, and not for its answer. */
  async ask(model: string, message: string): Promise<void> {
    const before = await playground.countTurns();
    await playground.fill('model', model);
    await playground.fill('message', message);
    await playground.click('send');
    try {
      await poll('the new turn', playground.countTurns, (turns) => turns > before);
    } catch (error) {
      // The page's own words tell more than a number.
      throw new Error(`${String(error)} The composer says: ${await page.text('ai-composer')}`, { cause: error });
    }
  },
  /** Waits until the newest turn has that status and is drawn with it; returns everything that stands in it. */
  readTurn: (status: 'streaming' | 'done' | 'stopped' | 'failed'): Promise<string> =>
    // A turn that was just out of sight is laid out a moment later, and has no text until then.
    poll(`the turn that is ${status}`, () =>
      page.text(inLastTurn(`[data-status="${status}"]:has(${status === 'streaming' ? 'p' : 'ul'}${byId('stats')})`)),
    ),
  readAnswer: (): Promise<string> => page.text(inLastTurn(byId('answer'))),
  /** Waits until the newest answer is drawn as exactly that. */
  answerIs: (text: string): Promise<string> =>
    poll('the answer', playground.readAnswer, (answer) => answer.trim() === text),
  /** The messages of the conversation, oldest first. */
  countTurns: (): Promise<number> => page.count(byId('turn')),
  /** Begins a new session; the old one stays in the list. */
  async newSession(): Promise<void> {
    await playground.click('new-session');
    await page.text(`ai-column:only-child:not(:has(${byId('turn')}))`);
  },
  /** Opens the tab with no conversation and an empty draft. Returns where the page says that it goes to. */
  async fresh(): Promise<string> {
    await playground.open();
    const chosen = `${byId('destination')}:not(:text-is("No provider chosen"))`;
    const [stop, turn] = [byId('stop'), byId('turn')];
    // Before the state of the session is there, the page has no provider and no turn. A session with turns has none
    // either when its provider is gone.
    await poll('the session', async () => (await page.count(`${chosen}, ${turn}`)) > 0);
    if ((await page.count(`${stop}, ${turn}, ai-column:not(:only-child)`)) > 0) {
      if ((await page.count(stop)) > 0) await playground.click('stop');
      await page.text(byId('send'));
      await playground.newSession();
    }
    await playground.fill('message', '');
    await clearNotifications();
    return page.text(chosen);
  },
};

/** A provider whose models are the behaviours of the fault server. */
export function faultProvider(server: FaultServer, more: object = {}): Record<string, unknown> {
  return { id: 'faults', name: 'Fault Server', baseUrl: server.baseUrl, preset: 'custom', ...more };
}

export async function setProviders(...providers: unknown[]): Promise<void> {
  await setSetting(settingId('providers.list'), providers);
}

/** Stores a key for the fault server as a user does. */
export async function storeKey(key: string): Promise<void> {
  keyIsStored(key);
  await startCommand('providers.setApiKey');
  await answerInputBox('API Key for Fault Server', key);
  await readDone('The API key for Fault Server is stored');
}

/** Starts a fault server before the tests of a suite, and gives each of them a fresh playground with it as provider. */
export function useFaultServer(): { readonly server: FaultServer } {
  let server: FaultServer | undefined;
  before(async () => {
    server = await startFaultServer({ redirectTo: 'http://127.0.0.1:9/elsewhere' });
  });
  after(() => Promise.all([server?.close(), forgetSettings()]));
  keepTab(viewType('playground'));
  beforeEach(async () => {
    server?.reset();
    await keepSetting(settingId('providers.list'), [faultProvider(server!)]);
    if (!ui.available) return;
    const { host } = new URL(server!.origin);
    if ((await playground.fresh()).includes(host)) return;
    // A session that nothing was asked in goes on with what an earlier suite has chosen for it.
    const target = { providerId: 'faults', model: '' };
    await vscode.commands.executeCommand(commandId('playground.open'), undefined, target);
    await page.text(`${byId('destination')}:has-text("${host}")`);
  });
  return {
    get server() {
      assert.ok(server, 'the fault server has not been started');
      return server;
    },
  };
}

/**
 * Does `steps` and waits until one modal question was answered by that button (`undefined`: left). A stand-in for the
 * dialog, which a window under test refuses to show. Returns the question. `meanwhile` is done while it stands.
 */
export async function answeringDialog(
  button: string | undefined,
  steps: () => PromiseLike<unknown>,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<string> {
  let asked = '';
  let done: Promise<unknown> | undefined;
  const { showWarningMessage } = vscode.window;
  const answer = (message: string, options: vscode.MessageOptions): Promise<string | undefined> => {
    asked = `${message} ${options.detail ?? ''}`;
    done = meanwhile();
    return done.then(() => button);
  };
  vscode.window.showWarningMessage = answer;
  try {
    await steps();
    await poll('a question', () => asked);
    await done;
    return asked;
  } finally {
    vscode.window.showWarningMessage = showWarningMessage;
  }
}

/** Removes the stored key of a provider that is in the settings. Returns what the user was asked. */
export const removeKey = (providerId: string): Promise<string> =>
  answeringDialog('Remove Key', () => vscode.commands.executeCommand(commandId('providers.removeApiKey'), providerId));

/** Removes the key where there is one. */
export async function forgetKey(providerId: string): Promise<void> {
  const { showWarningMessage } = vscode.window;
  vscode.window.showWarningMessage = () => Promise.resolve('Remove Key' as never);
  try {
    await vscode.commands.executeCommand(commandId('providers.removeApiKey'), providerId);
  } finally {
    vscode.window.showWarningMessage = showWarningMessage;
  }
}

/** A port of this machine on which nobody listens. */
export async function closedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Sends what is selected with a row of the question what about it; `typed` are words of one's own. */
export async function sendSelection(row = 'Explain', typed = ''): Promise<void> {
  await startCommand('playground.sendSelection');
  await pickRow('Choose a question', typed, row);
}

/** The chat requests that reached the server, oldest first. */
export const chatRequests = ({ requests }: FaultServer): readonly RecordedRequest[] =>
  requests.filter(({ path }) => path.endsWith('/chat/completions'));
