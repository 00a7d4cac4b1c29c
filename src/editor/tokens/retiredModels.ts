import * as v from 'valibot';
import type { Memento } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import { successorOf } from '../../core/catalog/successor';
import type { Model } from '../../core/catalog/catalogTable';
import { executeCommand } from '../shared/commands';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';
import { setActiveModel, wasChosenHere } from '../shared/activeModel';

const toldKey = 'retiredModelsTold';
const toldSchema = v.fallback(v.array(v.string()), []);

/** Tells the user, once for each model, that the chosen model has been retired, and offers its successor. */
export async function tellRetired(model: Model, catalog: Catalog, memory: Memento): Promise<void> {
  if (model.status !== 'retired') return;
  const told = v.parse(toldSchema, memory.get(toldKey));
  if (told.includes(model.id)) return;
  await memory.update(toldKey, [...told, model.id]);
  if (wasChosenHere(model.id)) return;
  const successor = successorOf(model, catalog);
  const use = successor && say('Use {0}', successor.name);
  const another = say('Select Another Model');
  const message = say('The tokens are counted for {0}, which its maker has retired.', model.name);
  const answer = await showMessage('Information', message, ...(use === undefined ? [] : [use]), another);
  if (answer === undefined) return;
  if (successor && answer === use) await setActiveModel(successor.id);
  else await executeCommand('tokens.selectModel');
}
