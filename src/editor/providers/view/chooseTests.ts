import { window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Backend } from '../../../core/chat/backend';
import { mostCost, mostUsage, partName, partSends } from '../../../core/chat/discovery/probeWords';
import type { TestPart } from '../../../core/chat/discovery/probeWords';
import { probeIds } from '../../../core/chat/discovery/probes';
import type { ProbeId } from '../../../core/chat/discovery/probes';
import { addressIn } from '../../../core/chat/providers/location';
import type { Tables } from '../../../core/tables';
import { confirm } from '../../shared/feedback';
import { back } from '../../shared/rankedPick';
import { say } from '../../shared/words';
import type { ModelLists } from '../chat/modelLists';

/** The tests to run, and the model to test. Without a probe the model is empty. */
export interface ChosenTests {
  readonly withList: boolean;
  readonly probes: readonly ProbeId[];
  readonly model: string;
}

/**
 * Offers the parts of a test, each with the data that it sends and its highest cost. Free parts are chosen at first.
 * Nothing is sent before the user has chosen. `undefined` when the user leaves.
 */
export async function chooseTests(
  backend: Backend,
  models: Pick<ModelLists, 'choose'>,
  tables: Pick<Tables, 'catalog'>,
): Promise<ChosenTests | undefined> {
  const { name, model, location, can } = backend;
  const parts = can.listsModels ? (['models', ...probeIds] as const) : probeIds;
  const costOf = async (ids: readonly ProbeId[], asked: string): Promise<string> =>
    mostCost(ids, await backend.costOf(asked, mostUsage(ids), tables.catalog), say);
  const rows = await Promise.all(
    parts.map(async (part): Promise<QuickPickItem & { readonly part: TestPart }> => ({
      part,
      label: partName(part, say),
      description: part === 'models' ? say('free') : await costOf([part], model ?? ''),
      detail: partSends(part, say),
      picked: part === 'models',
    })),
  );
  const chosen = await window.showQuickPick(rows, {
    canPickMany: true,
    ignoreFocusOut: true,
    title: model === undefined ? say('Test {0}', name) : say('Test {0} with {1}', name, model),
    placeHolder: say('Choose what to test. Requests go to {0}.', addressIn(location)),
  });
  if (!chosen || chosen.length === 0) return undefined;
  const wanted = chosen.map(({ part }) => part);
  const probes = probeIds.filter((id) => wanted.includes(id));
  const withList = wanted.includes('models');
  if (probes.length === 0) return { withList, probes, model: '' };
  if (model !== undefined) return { withList, probes, model };
  // Only now is it known which model is asked, and at what cost.
  const picked = await models.choose({ title: say('Test which model of {0}?', name), backends: [backend] });
  if (!picked || picked === back) return undefined;
  const cost = await costOf(probes, picked.model);
  const isWanted = await confirm(say('Test {0} with {1}?', name, picked.model), say('Cost: {0}.', cost), say('Test'));
  return isWanted ? { withList, probes, model: picked.model } : undefined;
}
