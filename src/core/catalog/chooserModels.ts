import { formatCount } from '../base/numbers';
import { modalityName } from './modelFacts';
import type { Catalog } from './catalog';
import { modelStatuses } from './catalogTable';
import type { Family, Modality, Model } from './catalogTable';
import { verdictOf } from './considerations';
import type { Answers, Side, SideVerdict } from './considerations';
import type { Say, Saying } from '../base/say';

// Models that remain after the answers of the chooser, with the arguments for and against each.

/** Tokens. */
const windows: Readonly<Record<Answers['window'], number>> = {
  '32k': 32_000,
  '128k': 128_000,
  '1m': 1_000_000,
  any: 0,
};
export const wantedWindow = ({ window }: Answers): number => windows[window];
export const wantedModality = ({ modality }: Answers): Modality | undefined =>
  modality === 'any' ? undefined : modality;

/** GB that the weights of a model of a billion parameters take at 4 bits each: half a byte a parameter. */
const gbPerBillion = 0.5;
/** GB of a large consumer graphics card, less those for the context. */
const gbOfOneCard = 20;

/**
 * Returns the billions of parameters, where the name has them: `Llama 3.1 405B`, `Qwen3.5 397B A17B`,
 * `Qwen3.8 2.4T A95B`. The name of a mixture of experts (`8x7B`) does not give the total.
 */
export function parametersOf({ name }: Pick<Model, 'name'>): number | undefined {
  const [, size, unit] = /(?<![\dx.])(\d+(?:\.\d+)?)([bt])\b/i.exec(name) ?? [];
  return size === undefined ? undefined : Number(size) * (unit?.toLowerCase() === 't' ? 1_000 : 1);
}

/** Returns the GB of the weights at 4 bits, where the name has the number of parameters. */
export function quantizedGb(model: Pick<Model, 'name'>): number | undefined {
  const billions = parametersOf(model);
  return billions === undefined ? undefined : billions * gbPerBillion;
}

const fitsOneCard = (model: Model): boolean => (quantizedGb(model) ?? Infinity) <= gbOfOneCard;

interface Hurdle {
  readonly fails: (model: Model, answers: Answers) => boolean;
  /** The reason, in words that follow the name of the model. */
  readonly why: (answers: Answers, say: Say) => string;
}

/** Rules that exclude a model, one after the other. An unknown value does not pass. */
const hurdles: readonly Hurdle[] = [
  { fails: ({ status }) => status === 'retired', why: (_, say) => say('is retired') },
  {
    fails: ({ openness }, { privacy }) => privacy === 'own' && openness === 'closed',
    why: (_, say) => say('is closed: each prompt goes to its maker'),
  },
  {
    fails: ({ modalities }, answers) => {
      const wanted = wantedModality(answers);
      return wanted !== undefined && modalities?.input.includes(wanted) !== true;
    },
    why: (answers, say) =>
      say('does not accept {0}, as far as is known', modalityName[wantedModality(answers) ?? 'text']),
  },
  {
    fails: ({ contextWindow }, answers) => wantedWindow(answers) > (contextWindow ?? 0),
    why: (answers, say) => say('does not have a context window of {0} tokens', formatCount(wantedWindow(answers))),
  },
  {
    fails: (model, { privacy, hardware }) => privacy === 'own' && hardware === 'one' && !fitsOneCard(model),
    why: (_, say) => say('does not fit on one graphics card, or its name does not say so'),
  },
];

const hurdleOf = (model: Model, answers: Answers): number => hurdles.findIndex(({ fails }) => fails(model, answers));

/** Returns why a model is ruled out; `undefined` where it is not. */
export const ruledOut = (model: Model, answers: Answers, say: Say): string | undefined =>
  hurdles[hurdleOf(model, answers)]?.why(answers, say);

export interface ModelCandidate {
  readonly model: Model;
  readonly for: readonly string[];
  readonly against: readonly string[];
}

interface Remark {
  readonly for?: string;
  readonly against?: string | undefined;
}

/**
 * Lists the arguments for and against one model, apart from those for its side and those that hold for every candidate.
 */
function prosAndCons(model: Model, answers: Answers, say: Say): Omit<ModelCandidate, 'model'> {
  const remarks: readonly Remark[] = [
    sizeRemark(model, answers, say),
    servedRemark(model, answers, say),
    { against: statusRemark[model.status]?.(say) },
  ];
  return {
    for: remarks.flatMap((remark) => remark.for ?? []),
    against: remarks.flatMap((remark) => remark.against ?? []),
  };
}

const statusRemark: Readonly<Partial<Record<Model['status'], Saying>>> = {
  preview: (say) => say('It is a preview, so it may change or be withdrawn at short notice.'),
  legacy: (say) => say('Its family has a newer model.'),
  deprecated: (say) => say('Its retirement has been announced.'),
};

/** Returns a remark on whether an open model fits on the one card that the user has. */
function sizeRemark(model: Model, { hardware }: Answers, say: Say): Remark {
  if (sideOf(model) === 'closed' || hardware !== 'one') return {};
  const gb = quantizedGb(model);
  if (gb === undefined) return { against: say('Its name does not say whether it fits on one graphics card.') };
  const weights = say('At 4 bits per parameter, its weights take about {0} GB', formatCount(Math.ceil(gb)));
  return fitsOneCard(model)
    ? { for: say('{0}, which fits on one graphics card.', weights) }
    : { against: say('{0}, too much for one graphics card: a host would have to run it.', weights) };
}

/** Returns a remark on whether the model is served to users without hardware, and whether its price is known. */
function servedRemark(model: Model, { hardware, privacy }: Answers, say: Say): Remark {
  if (sideOf(model) === 'closed') return model.price ? {} : { against: say('Its price is unknown.') };
  if (hardware !== 'none') return {};
  if (privacy === 'own') return { against: say('It needs your own hardware, and you have none.') };
  return model.price
    ? { for: say('Its maker serves it too, so you need no hardware.') }
    : { against: say('Without your own hardware, a host has to run it.') };
}

/**
 * Whether a model is made for any text, sold on usual terms and typical of its family: a closed model never stands for
 * a family of open weights.
 */
const isGeneral = (model: Model, family: Pick<Family, 'openness'>): boolean =>
  model.special !== true && !(family.openness === 'open-weights' && sideOf(model) === 'closed');

const statusRank = ({ status }: Model): number => modelStatuses.indexOf(status);

/**
 * Chooses a model of a family: a current one, and the strongest or the cheapest, depending on the answer about the
 * budget.
 */
function bestOf(models: readonly Model[], { budget, hardware }: Answers): Model | undefined {
  const price = ({ price: known }: Model): number => known?.input ?? (budget === 'best' ? -1 : Number.MAX_VALUE);
  const byBudget = (a: Model, b: Model): number =>
    budget === 'any' ? 0 : budget === 'best' ? price(b) - price(a) : price(a) - price(b);
  const bySize = (a: Model, b: Model): number => {
    if (hardware !== 'one') return 0;
    return Number(fitsOneCard(b)) - Number(fitsOneCard(a)) || (parametersOf(b) ?? 0) - (parametersOf(a) ?? 0);
  };
  // The catalog's own order decides the rest: the newest first.
  return models.toSorted((a, b) => statusRank(a) - statusRank(b) || bySize(a, b) || byBudget(a, b))[0];
}

export interface Choice {
  readonly verdict: SideVerdict;
  /** One model of each family that has a suitable one, those of the side of the verdict first. */
  readonly candidates: readonly ModelCandidate[];
  /** The families without a suitable model, and why their nearest model is out. */
  readonly out: readonly { readonly family: string; readonly why: string }[];
}

export function choose(
  { families, modelsOf }: Pick<Catalog, 'families' | 'modelsOf'>,
  answers: Answers,
  say: Say,
): Choice {
  const verdict = verdictOf(answers);
  const candidates: ModelCandidate[] = [];
  const out: { family: string; why: string }[] = [];
  for (const each of families) {
    const family = each.id;
    const models = modelsOf(family);
    const left = models.filter((model) => hurdleOf(model, answers) < 0);
    const general = left.filter((model) => isGeneral(model, each));
    const possible = general.length > 0 ? general : left;
    const ofSide = possible.filter((model) => verdict.side === 'either' || sideOf(model) === verdict.side);
    const model = bestOf(ofSide.length > 0 ? ofSide : possible, answers);
    if (model) candidates.push({ model, ...prosAndCons(model, answers, say) });
    else out.push({ family, why: whyNone(models, answers, say) });
  }
  const isOther = ({ model }: ModelCandidate): number =>
    Number(verdict.side !== 'either' && sideOf(model) !== verdict.side);
  const rank = (candidate: ModelCandidate): number => statusRank(candidate.model);
  return {
    verdict,
    candidates: candidates.toSorted(
      (a, b) => isOther(a) - isOther(b) || rank(a) - rank(b) || a.against.length - b.against.length,
    ),
    out,
  };
}

export const sideOf = ({ openness }: Model): Side => (openness === 'open-weights' ? 'open' : 'closed');

/** Returns what is wrong with the model that passes the most hurdles. */
function whyNone(models: readonly Model[], answers: Answers, say: Say): string {
  const [nearest] = models.toSorted((a, b) => hurdleOf(b, answers) - hurdleOf(a, answers));
  const why = nearest && ruledOut(nearest, answers, say);
  return why ? `${nearest.name} ${why}` : say('it has no model in the catalog');
}
