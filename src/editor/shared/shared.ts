import { Uri } from 'vscode';
import type { Disposable, ExtensionContext } from 'vscode';
import type { FieldGuide } from '../../core/fieldGuide';
import type { DocumentChecks } from './documentChecks';
import { DocumentRegions } from './documentRegions';
import { startDocumentChecks } from './editorChecks';
import { FirstSteps } from './firstSteps';
import type { StepDone } from './firstSteps';
import { createLog } from './log';
import type { Logger } from './log';
import { startFeatures } from './startFeatures';
import { fieldGuideWith } from './tables';
import { WorkerCounter } from './workerCounter';

/** What every subject is built of. */
export interface Shared {
  readonly context: ExtensionContext;
  /** The folder that holds worker/ and vocabularies/. */
  readonly distribution: Uri;
  readonly log: Logger;
  /** The token worker. */
  readonly worker: WorkerCounter;
  readonly guide: FieldGuide;
  readonly regions: DocumentRegions;
  readonly checks: DocumentChecks;
  readonly stepDone: StepDone;
  /** Disposes of it when the window goes. */
  readonly keep: <T extends Disposable>(service: T) => T;
  /** Starts features by their names, each by itself: one that fails takes no other down. */
  readonly start: (features: Readonly<Record<string, () => Disposable>>) => void;
}

/** Reads nothing. */
export function createShared(context: ExtensionContext): Shared {
  const keep = <T extends Disposable>(service: T): T => {
    context.subscriptions.push(service);
    return service;
  };
  const log = keep(createLog());
  const distribution = Uri.joinPath(context.extensionUri, 'dist');
  const worker = keep(new WorkerCounter(distribution, log));
  return {
    ...{ context, distribution, log, worker, keep },
    guide: fieldGuideWith(worker),
    regions: keep(new DocumentRegions()),
    checks: keep(startDocumentChecks(log)).checks,
    stepDone: keep(new FirstSteps(context.globalState)).stepDone,
    start: (features) => startFeatures(context, log, features),
  };
}
