import { poll } from '../../support/poll';
import { byId, page, playground, setProviders } from './playground';
import { startCommand } from './commands';
import { answerInputBox } from './window';

export const staysHere = `${byId('destination')}:text-is("Stays on this machine")`;

/** Nothing was ever set up: the tab shows that, with no conversation. */
export async function withoutProvider(): Promise<void> {
  await setProviders();
  await page.text(staysHere);
}

export async function askThroughCommand(question: string): Promise<void> {
  const before = await playground.countTurns();
  await startCommand('playground.ask');
  await answerInputBox('Ask a Model', question);
  await poll('the turn', playground.countTurns, (turns) => turns > before);
}
