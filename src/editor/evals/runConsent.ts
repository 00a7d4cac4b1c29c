import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import type { Caps } from '../../core/evals/run/budget';
import { showInput, showModal } from '../shared/messages';
import { say } from '../shared/words';
import type { Spent } from './spent';
import { holdsAll, runQuestion, usualCaps } from './runQuestion';
import type { Addressee } from './runQuestion';

/** Caps of a run, or what is to be done first: nothing is sent. */
type Consent = Caps | 'chooseProviders' | undefined;

/** Asks before the first request of a config in this window, and before one that the agreed caps would end. */
export class RunConsent {
  /** By config: the caps that were agreed to, and for whom. */
  private readonly agreed = new Map<string, { readonly to: string; readonly caps: Caps }>();

  /** Workspaces that are not trusted send nothing. */
  get isRefused(): boolean {
    return !workspace.isTrusted;
  }

  /** @param spent what a run that goes on has used of the caps; from a new consent on it counts anew. */
  async given(
    { uri, name }: { readonly uri: Uri; readonly name: string },
    to: readonly (Addressee & { readonly origin: string })[],
    spent?: Spent,
  ): Promise<Consent> {
    const config = uri.toString();
    const addressees = to.filter(({ origin }) => origin !== '');
    let caps = usualCaps(to);
    // Nothing leaves this window; what is not in the cache after all is capped at nothing.
    if (addressees.every(({ requests }) => requests === 0)) return caps;
    const whom = addressees.map(({ id, origin, model }) => `${id} ${origin} ${model}`).join('\n');
    const before = this.agreed.get(config);
    const known = before?.to === whom ? before.caps : undefined;
    const left = known && (spent?.isUsed ? spent.left(known) : holdsAll(known, to) ? known : undefined);
    if (left) return left;
    const [run, setCap, choose] = [say('Run'), say('Set Cap...'), say('Choose Providers...')];
    for (;;) {
      const { message, detail } = runQuestion(name, addressees, caps, say);
      const answer = await showModal(message, detail, run, setCap, choose);
      if (answer === choose) return 'chooseProviders';
      if (answer === setCap) caps = (await askCaps(caps)) ?? caps;
      else if (answer !== run) return undefined;
      else {
        this.agreed.set(config, { to: whom, caps });
        spent?.reset();
        return caps;
      }
    }
  }
}

/** Asks for each cap that holds. */
async function askCaps({ costUsd = 0, requests }: Caps): Promise<Caps | undefined> {
  const usd = await showInput({
    title: say('Cap of the Run'),
    prompt: say('US dollars that the run may cost at most'),
    value: String(costUsd),
    problemOf: (typed) => (/^\d+(?:\.\d+)?$/.test(typed) ? undefined : say('An amount in US dollars, as 0.50')),
  });
  if (usd === undefined) return undefined;
  if (requests === undefined) return { costUsd: Number(usd) };
  const count = await showInput({
    title: say('Cap of the Run'),
    prompt: say('Requests that are sent at most, as a price is not known'),
    value: String(requests),
    problemOf: (typed) => (/^\d{1,9}$/.test(typed) ? undefined : say('A whole number')),
  });
  return count === undefined ? undefined : { costUsd: Number(usd), requests: Number(count) };
}
