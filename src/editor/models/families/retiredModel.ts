import type { Catalog } from '../../../core/catalog/catalog';
import { successorOf } from '../../../core/catalog/successor';
import type { Model } from '../../../core/catalog/catalogTable';
import { showModal } from '../../shared/messages';
import { say } from '../../shared/words';

/**
 * Returns the model; for a retired one, the one that the user takes: it or its successor. `undefined` when the user
 * leaves.
 */
export async function livingModel(model: Model, catalog: Catalog): Promise<Model | undefined> {
  if (model.status !== 'retired') return model;
  const successor = successorOf(model, catalog);
  const instead = successor && say('Open {0}', successor.name);
  const anyway = say('Open Anyway');
  const chosen = await showModal(
    say('{0} is retired: its maker no longer serves it.', model.name),
    undefined,
    ...(instead === undefined ? [] : [instead]),
    anyway,
  );
  if (chosen === undefined) return undefined;
  return chosen === anyway ? model : successor;
}
