import { SetupError } from './paths';
import type { Scenario } from './scenarios';
import type { Share } from './shares';

/** One editor to start: a scenario, or a share of its files. */
export interface EditorRun {
  /** `roots`, `main-2`: names its logs. */
  readonly name: string;
  readonly scenario: Scenario;
  readonly share?: Share;
}

function runsOf(scenario: Scenario): EditorRun[] {
  const { name, shares: of = 1 } = scenario;
  if (of === 1) return [{ name, scenario }];
  return Array.from({ length: of }, (_, index) => ({ name: `${name}-${index + 1}`, scenario, share: { index, of } }));
}

/**
 * The runs that are meant by names of scenarios and of shares; those of `usual` where there is none. `whole`: a scenario that is
 * named is one run, for a few tests of it are not worth several editors.
 * @throws SetupError when a name is not known.
 */
export function editorRuns(
  names: readonly string[],
  { usual, more, whole }: { usual: readonly Scenario[]; more: readonly Scenario[]; whole: boolean },
): EditorRun[] {
  const known = [...usual, ...more];
  const named = (name: string): EditorRun[] => {
    const scenario = known.find((each) => each.name === name);
    if (scenario !== undefined) return whole ? [{ name, scenario }] : runsOf(scenario);
    const share = known.flatMap(runsOf).find((run) => run.name === name);
    if (share !== undefined) return [share];
    const list = known.map((each) => each.name).join(', ');
    throw new SetupError(`There is no scenario ${name}. The scenarios are ${list}.`);
  };
  return (names.length === 0 ? usual.map((each) => each.name) : names).flatMap(named);
}
