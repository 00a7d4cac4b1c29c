import { faults, silences } from '../../fakes/faults';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { poll } from '../../support/poll';
import { startCommand } from './commands';
import { byId, faultProvider, page, playground, setProviders } from './playground';

/** A part of a column, from the left and from 1. */
export const inColumn = (number: number, selector: string): string => `ai-column >> nth=${number - 1} >> ${selector}`;
export const statusIn = (number: number, status: string): Promise<string> =>
  page.text(inColumn(number, `ai-turn:last-child [data-status="${status}"]:has(dl${byId('stats')})`));
export const countColumns = (): Promise<number> => page.count('ai-column');

/** Leaves the settings of the column open or folded, as they were. */
export async function chooseModelIn(number: number, model: string): Promise<void> {
  const settings = inColumn(number, byId('settings'));
  const isFolded = (await page.count(inColumn(number, `${byId('settings')}[aria-expanded="false"]`))) > 0;
  if (isFolded) await page.click(settings);
  await page.fill(inColumn(number, byId('model')), model);
  if (isFolded) await page.click(settings);
}

export async function sendToAll(message: string): Promise<void> {
  const [before, columns] = [await playground.countTurns(), await page.count('ai-column')];
  await page.fill(byId('message'), message);
  await playground.click('send');
  // The turns before it have their answers, and say that they are done.
  await poll('the message in each column', playground.countTurns, (turns) => turns >= before + columns);
}

/** Another server for the tests of a suite, which the second column asks once it was added. */
export function useSecondColumn(faults: { readonly server: FaultServer }) {
  let other: FaultServer;
  before(async () => {
    other = await startFaultServer({ redirectTo: 'http://127.0.0.1:9/elsewhere' });
  });
  after(() => other.close());
  return {
    get other() {
      return other;
    },
    async addColumn(first: string, second: string): Promise<void> {
      other.reset();
      await playground.fill('model', first);
      await setProviders(faultProvider(faults.server), faultProvider(other, { id: 'other', name: 'Other Server' }));
      await startCommand('playground.addColumn');
      await poll('two columns', countColumns, (count) => count === 2);
      await page.click(inColumn(2, byId('settings')));
      await page.click(inColumn(2, byId('provider')));
      await page.click(inColumn(2, 'vscode-single-select .option:has-text("Other Server")'));
      await page.fill(inColumn(2, byId('model')), second);
      await page.click(inColumn(2, byId('settings')));
    },
  };
}

/** The text that comes before each fault. */
const keptBefore = new Map([...faults.map(([model, , , kept = '']) => [model, kept] as const), ...silences]);

/** Lets the first column of two ask for a fault, while the second gets a sound answer. Tells what is not as it has to be. */
export async function wrongBesideFault({ origin }: FaultServer, model: string): Promise<string[]> {
  const message = `Fault: ${model};`;
  const inTurn = (number: number, selector: string): string =>
    inColumn(number, `ai-turn:has-text("${message}") >> ${selector}`);
  const ended = (number: number, status: string): Promise<string> =>
    page.text(inTurn(number, `[data-status="${status}"]:has(dl${byId('stats')})`));
  const textIn = async (number: number, id: string): Promise<string> =>
    (await page.count(inTurn(number, byId(id)))) === 0 ? '' : (await page.text(inTurn(number, byId(id)))).trim();

  await chooseModelIn(1, model);
  await sendToAll(message);
  await ended(1, 'failed');
  await ended(2, 'done');
  await poll(
    'the answer beside it',
    () => textIn(2, 'answer'),
    (text) => text === 'Hello',
  );
  const kept = keptBefore.get(model) ?? '';
  await poll(
    `what ${model} keeps`,
    () => textIn(1, 'answer'),
    (text) => text === kept,
  );
  const error = await textIn(1, 'error');
  const isOfFault = error.includes(new URL(origin).host) || error.includes('Fault Server');
  return [
    ...(isOfFault ? [] : [`it says "${error}"`]),
    ...((await textIn(2, 'error')) === '' ? [] : ['the column beside it shows an error']),
  ].map((what) => `${model}: ${what}`);
}
