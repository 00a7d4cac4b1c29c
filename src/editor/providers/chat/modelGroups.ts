import { maxModelIdLength } from '../../../core/chat/messages/chatTypes';
import type { Say } from '../../../core/base/say';
import type { Backend } from '../../../core/chat/backend';
import type { ModelWords } from '../../../core/chat/modelAtBackend';
import { hostIn, placeIn } from '../../../core/chat/providers/location';
import type { PickGroup, PickRow } from '../../shared/rankedPick';

/** A model at the provider where it is asked. */
export interface ModelChoice {
  readonly backend: Backend;
  readonly model: string;
}

/** The user's answer. `null` is no model at all, where a row of the caller offers that. */
export type ModelAnswer = ModelChoice | { readonly load: Backend } | null;

export interface OfferedModel extends ModelWords {
  readonly model: string;
  /** The model's name, where it has one as well as its id. */
  readonly name?: string;
}

/** The models of one provider. */
export interface Offered {
  readonly backend: Backend;
  readonly rows: readonly OfferedModel[];
  readonly isListed: boolean;
}

/** Models that the question is about, with the heading above them. */
export interface MeantModels {
  readonly label: string;
  readonly choices: readonly ModelChoice[];
}

interface CallersRows {
  readonly meant?: MeantModels | undefined;
  readonly others?: readonly PickRow<ModelAnswer>[] | undefined;
}

/** Rows of one provider at most. A longer list would not be read; typing narrows it. */
const maxRows = 500;

/**
 * Makes the rows for the typed text: models whose id, name and provider contain each of its words, the text as an id at
 * a provider, and rows that load the list of a provider, which always stay. While nothing is typed, the models that are
 * meant come first, and the caller's rows in `others` last.
 */
export function modelGroups(
  typed: string,
  offered: readonly Offered[],
  { meant, others = [] }: CallersRows,
  say: Say,
): PickGroup<ModelAnswer>[] {
  const words = typed.toLowerCase().split(/\s+/);
  const holds = (...texts: readonly string[]): boolean =>
    words.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
  const loads = offered.flatMap(({ backend, isListed }) =>
    isListed || !backend.can.listsModels ? [] : [loadRow(backend, say)],
  );
  const groups = offered.map(({ backend, rows }): PickGroup<ModelAnswer> => ({
    label: [backend.name, placeOf(backend, say)].filter(Boolean).join(' · '),
    rows: fittingRows(rows, backend, holds)
      .slice(0, maxRows)
      .map(({ model, description, detail }) => ({
        ...{ label: model, description, value: { backend, model } },
        ...(detail !== undefined && { detail }),
      })),
  }));
  if (typed === '')
    return [
      ...(meant ? [meantGroup(meant, offered)] : []),
      ...groups.map((group, index) => ({ ...group, rows: [...group.rows, ...loadsOf(offered[index], loads)] })),
      { label: say('Other'), rows: others },
    ];
  // Rows that load a list and match the typed text come before that text as an id. The other rows of that kind come after it.
  const wanted = loads.filter(({ label }) => holds(label.replace('$(refresh)', '')));
  return [
    ...groups,
    {
      label: say('Other'),
      rows: [...wanted, ...typedRow(typed, offered, say), ...loads.filter((row) => !wanted.includes(row))],
    },
  ];
}

/** Makes the group of meant models, without those that a provider has a row for, as that row says more. */
const meantGroup = ({ label, choices }: MeantModels, offered: readonly Offered[]): PickGroup<ModelAnswer> => ({
  label,
  rows: choices.flatMap(({ backend, model }) =>
    offered.some((each) => each.backend === backend && each.rows.some((row) => row.model === model))
      ? []
      : [{ label: model, description: backend.name, value: { backend, model } }],
  ),
});

/** Finds the models whose ids or names contain the typed words. Where there are none, the provider's name counts, too. */
function fittingRows(rows: readonly OfferedModel[], { name }: Backend, holds: (...texts: string[]) => boolean) {
  const byId = rows.filter(({ model, name: own = '' }) => holds(model, own));
  return byId.length > 0 ? byId : rows.filter(({ model, name: own = '' }) => holds(model, own, name));
}

/**
 * Makes rows for the typed text as an id, where it can be one: it has no blanks, and is not the name of a provider. They are
 * for the first provider, and for any that the user has set up.
 */
function typedRow(typed: string, offered: readonly Offered[], say: Say): PickRow<ModelAnswer>[] {
  const isName = offered.some(({ backend }) => backend.name.toLowerCase() === typed.toLowerCase());
  if (isName || /\s/.test(typed) || typed.length > maxModelIdLength) return [];
  return offered
    .filter(({ backend, rows }, at) => (at === 0 || backend.isOwn) && !rows.some(({ model }) => model === typed))
    .map(({ backend }) => ({
      ...{ label: say('Use “{0}”', typed), description: backend.name, value: { backend, model: typed } },
    }));
}

interface LoadRow extends PickRow<ModelAnswer> {
  readonly value: { readonly load: Backend };
}

const loadsOf = (offered: Offered | undefined, loads: readonly LoadRow[]): LoadRow[] =>
  loads.filter(({ value }) => value.load === offered?.backend);

const loadRow = (backend: Backend, say: Say): LoadRow => ({
  label: `$(refresh) ${say('Load the models of {0}', backend.name)}`,
  description: hostIn(backend.location),
  value: { load: backend },
});

/** Says where the answers of a backend come from. */
function placeOf({ location }: Backend, say: Say): string {
  switch (placeIn(location)) {
    case 'this-machine':
      return say('this machine');
    case 'remote-machine':
      return say('remote machine');
    case 'elsewhere':
      return hostIn(location);
  }
}
