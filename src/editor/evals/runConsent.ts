import { workspace } from 'vscode';
import type { Memento, Uri } from 'vscode';
import * as v from 'valibot';
import { formatCount, formatRate } from '../../core/base/numbers';
import type { Caps } from '../../core/evals/run/runBudget';
import { showInput, showModal } from '../shared/messages';
import { back, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';
import type { Spent } from './spent';
import { holdsAll, kindsOf, rememberedCaps, runQuestion, usualCaps } from './runQuestion';
import type { Addressee, CapKind } from './runQuestion';

/** The caps of a run, or the step to take before it. `undefined`: nothing is sent. */
type Consent = Caps | 'chooseProviders' | undefined;

const amount = v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0)));
const caps = v.object({ costUsd: amount, requests: amount, tokens: amount });
/** The caps that the user has set, by config. */
const allCaps = v.record(v.string(), caps);
const key = 'evals.caps';

/** Asks the user before the first request of a config in this window, and before one that the agreed caps would end. */
export class RunConsent {
  /** The caps that the user agreed to and the models they are for, by config. */
  private readonly agreed = new Map<string, { readonly to: ReadonlySet<string>; readonly caps: Caps }>();

  constructor(private readonly state: Memento) {}

  /** Workspaces that are not trusted send nothing. */
  get isRefused(): boolean {
    return !workspace.isTrusted;
  }

  /**
   * Returns the user's consent.
   * @param spent the amounts of the caps that a continuous run has used. A new consent sets them back to zero.
   */
  async given(
    { uri, name }: { readonly uri: Uri; readonly name: string },
    to: readonly (Addressee & { readonly origin: string })[],
    spent?: Spent,
  ): Promise<Consent> {
    const config = uri.toString();
    const addressees = to.filter(({ origin }) => origin !== '');
    // Nothing leaves this window. The caps are zero, so that a request that is not in the cache after all is not sent.
    if (addressees.every(({ requests }) => requests === 0)) return usualCaps(to);
    const whom = new Set(addressees.map(({ id, origin, model }) => `${id} ${origin} ${model}`));
    const before = this.agreed.get(config);
    // A part of a suite may have fewer addressees.
    const known = before && [...whom].every((each) => before.to.has(each)) ? before.caps : undefined;
    const left = known && (spent?.isUsed ? spent.left(known) : holdsAll(known, to) ? known : undefined);
    if (left) return left;
    let caps = rememberedCaps(usualCaps(to), this.all()[config]);
    const [run, setCap, choose] = [say('Run'), say('Set Cap...'), say('Choose Providers...')];
    for (;;) {
      const { message, detail } = runQuestion(name, addressees, caps, say);
      const answer = await showModal(message, detail, run, setCap, choose);
      if (answer === choose) return 'chooseProviders';
      if (answer === setCap) {
        const set = await askCap(caps, addressees);
        if (set) await this.state.update(key, { ...this.all(), [config]: { ...this.all()[config], ...set } });
        caps = { ...caps, ...set };
      } else if (answer !== run) return undefined;
      else {
        this.agreed.set(config, { to: whom, caps });
        spent?.reset();
        return caps;
      }
    }
  }

  /** Makes the next run ask again, because these caps have ended one. */
  forget(uri: Uri): void {
    this.agreed.delete(uri.toString());
  }

  private all(): v.InferOutput<typeof allCaps> {
    const stored = v.safeParse(allCaps, this.state.get(key));
    return stored.success ? stored.output : {};
  }
}

/** Asks for a cap, and for which one if several apply. `undefined`: it stays. */
async function askCap(caps: Caps, to: readonly Addressee[]): Promise<Caps | undefined> {
  const kinds = kindsOf(caps);
  const requests = to.reduce((sum, each) => sum + each.requests, 0);
  const valueOf = (kind: CapKind): number => caps[kind] ?? (kind === 'requests' ? requests : 0);
  const [only, ...more] = kinds;
  const kind = more.length === 0 ? only : await pickKind(kinds, valueOf);
  if (kind === undefined) return undefined;
  const isUsd = kind === 'costUsd';
  const typed = await showInput({
    title: say('Cap of the Run'),
    prompt: {
      costUsd: say('US dollars that the run may cost at most'),
      requests: say('Requests that are sent at most'),
      tokens: say('Tokens of input and output that are used at most'),
    }[kind],
    value: String(valueOf(kind)),
    problemOf: (text) => {
      if (isUsd) return isAbove0(text, /^\d+(?:\.\d+)?$/) ? undefined : say('An amount in US dollars above 0, as 0.50');
      return isAbove0(text, /^\d{1,12}$/) ? undefined : say('A whole number above 0');
    },
  });
  return typed === undefined ? undefined : { [kind]: Number(typed) };
}

const isAbove0 = (text: string, form: RegExp): boolean => form.test(text) && Number(text) > 0;

async function pickKind(kinds: readonly CapKind[], valueOf: (kind: CapKind) => number): Promise<CapKind | undefined> {
  const words = { costUsd: say('US Dollars'), requests: say('Requests'), tokens: say('Tokens') };
  const rows = kinds.map((value) => ({
    label: words[value],
    description: value === 'costUsd' ? formatRate(valueOf(value)) : formatCount(valueOf(value)),
    value,
  }));
  const chosen = await pickRanked({
    title: say('Cap of the Run'),
    placeholder: say('Choose the cap to set. All of them hold.'),
    groups: [{ label: '', rows }],
  });
  return chosen === back ? undefined : chosen;
}
