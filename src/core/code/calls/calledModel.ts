import type { Model } from '../../catalog/catalogTable';
import type { ModelNames } from '../../catalog/names/modelNames';
import { calledAtOf } from '../../catalog/names/services';
import type { CodeCall } from './calls';

/**
 * Finds the model that a call names, where the catalog has it. It does not matter where the call goes: a proxy passes
 * names on.
 */
export function calledModel(
  { model, service }: Pick<CodeCall, 'model' | 'service'>,
  names: ModelNames,
): Model | undefined {
  return model && names.find(model.value, service && calledAtOf(service))?.model;
}
