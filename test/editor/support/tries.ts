import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tryOf } from '../../../src/core/pages/guideTable';
import type { GuidePage, Try } from '../../../src/core/pages/guideTable';
import { commandId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { byId, page, playground } from './playground';
import { ui } from './ui';
import { pageWith, readPage } from './window';

const lab = ui.inWebview('ai-lab main');

/** Returns what a page of the guide offers to try, of one kind or of all. */
export const triesOf = (markdown: string, kind?: string): Try[] =>
  markdown
    .split('\n')
    .flatMap((line) => tryOf(line) ?? [])
    .filter((each) => kind === undefined || each.kind === kind);

export const messageIs = (text: string): Promise<string> =>
  poll(
    `the message ${text}`,
    () => page.value(byId('message')),
    (value) => value === text,
  );

/** Without a text the lab has its own. */
async function labShows(station: string, text: string): Promise<void> {
  await lab.text(`[data-station="${station}"]`);
  if (text === '') return;
  await poll(
    `the text of ${station}`,
    () => lab.value('#text'),
    (value) => value === text,
  );
}

/** The question stands there, and nothing is sent. */
async function draftIsForPocket(prompt: string): Promise<void> {
  await messageIs(prompt);
  await page.text(`${byId('destination')}:text-is("Stays on this machine")`);
  assert.equal(await playground.countTurns(), 0);
}

/** Each leads to the lab or the playground, with what it names. */
export async function assertTriesLead({ id, title, markdown }: GuidePage): Promise<void> {
  const tries = triesOf(markdown);
  assert.ok(tries.length > 0);
  const open = (): Thenable<unknown> => vscode.commands.executeCommand(commandId('pages.open'), `guide/${id}`);
  await open();
  await readPage(title);
  await ui.screenshot(`guide-${id}`);
  for (const each of tries) {
    await open();
    await readPage(title);
    await pageWith(title).click(`.tries button:has-text("${each.label}")`);
    if (each.kind === 'lab') await labShows(each.station, each.text);
    else await draftIsForPocket(each.prompt);
  }
}
