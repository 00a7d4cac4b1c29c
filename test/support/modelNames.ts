import { catalog as catalogTable } from '../../generated/catalog';
import { lifecycle as lifecycleTable } from '../../generated/lifecycle';
import { createCatalog } from '../../src/core/catalog/catalog';
import { createLifecycle } from '../../src/core/catalog/lifecycle';
import type { FoundId } from '../../src/core/code/ids/findIds';
import { createModelNames } from '../../src/core/catalog/names/modelNames';
import { testDay } from './models';

const testLifecycle = createLifecycle(lifecycleTable);
/** Every id of the tables, as on the day of the tests. */
export const testNames = createModelNames(createCatalog(catalogTable, testDay), testLifecycle);

/** `gpt-4 at 3:7`, counted from 1. */
export const placed = ({ written, line, column }: FoundId): string => `${written} at ${line + 1}:${column + 1}`;
