import { EventEmitter, ProgressLocation } from 'vscode';
import type { Outcome, ErrorView } from '../../../core/chat/messages/errors';
import type { Backend, EndpointBackend } from '../../../core/chat/backend';
import { isNotFullyKnown } from '../../../core/catalog/priceUsage';
import { partName } from '../../../core/chat/discovery/probeWords';
import { abilitiesFound, runProbes } from '../../../core/chat/discovery/runProbe';
import type { ProbeResult } from '../../../core/chat/discovery/runProbe';
import type { Endpoint } from '../../../core/chat/messages/chatTypes';
import { connectionReport } from '../../../core/pages/reports/connectionReport';
import type { ConnectionTest } from '../../../core/pages/reports/connectionReport';
import { servedAt } from '../../../core/chat/overflow';
import { hostIn } from '../../../core/chat/providers/location';
import type { ProviderDeps } from '../chat/backends';
import { offerErrorActions } from '../chat/errorActions';
import type { ModelLists } from '../chat/modelLists';
import { abortOnCancel } from '../../shared/abort';
import { executeCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { isPlaygroundInFront, sayDone } from '../../shared/feedback';
import { showMessage, showProgress } from '../../shared/messages';
import { say } from '../../shared/words';
import { foundWords } from './providerRows';
import type { ProviderCheck, ProviderCheckResult } from './providerRows';
import type { ChosenTests } from './chooseTests';

/**
 * Tests connections and loads models, and remembers the results as long as the window lives. Where the view is visible,
 * it shows progress and results; otherwise messages do.
 */
export class ConnectionChecks {
  private readonly byProvider = new Map<string, { readonly check: ProviderCheck; readonly stop?: () => void }>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly deps: Pick<ProviderDeps, 'models' | 'findings' | 'ledger' | 'pages' | 'guide'>,
    private readonly isViewSeen: () => boolean,
  ) {}

  private get models(): ModelLists {
    return this.deps.models;
  }

  dispose(): void {
    for (const { stop } of this.byProvider.values()) stop?.();
    this.changed.dispose();
  }

  of(providerId: string): ProviderCheck | undefined {
    return this.byProvider.get(providerId)?.check;
  }

  /** Stops a running check. Nothing more is reported of it. */
  stop(providerId: string): void {
    this.byProvider.get(providerId)?.stop?.();
  }

  /** Forgets the result for a provider. Call this when its address or key has changed, as the result no longer applies. */
  forget(providerId: string): void {
    this.stop(providerId);
    if (this.byProvider.delete(providerId)) this.changed.fire();
  }

  test(backend: Backend): Promise<void> {
    const { name, location } = backend;
    const host = hostIn(location);
    const title = host === '' ? say('Testing {0}', name) : say('Testing {0} ({1})', name, host);
    return this.run(backend, 'test', title, async (signal) => {
      const tested = await backend.test(signal);
      if (tested.status !== 'done') return tested;
      const { value } = tested;
      if (value.via === 'chat') return { status: 'done', value: { via: 'chat', model: value.model } };
      this.models.keep(backend, value.models);
      const { hasModel } = value;
      const found = { via: 'models' as const, count: value.models.length };
      return { status: 'done', value: hasModel === undefined ? found : { ...found, hasModel } };
    });
  }

  /** Runs the chosen tests of a model, keeps their findings, and shows them as a page. */
  examine(backend: EndpointBackend, endpoint: Endpoint, { withList, probes, model }: ChosenTests): Promise<void> {
    const title = say('Testing {0} with {1}', backend.name, model);
    return this.run(backend, 'test', title, async (signal, tell) => {
      const listed = withList ? await this.models.refresh(backend, signal) : undefined;
      // Where the list of models cannot be read, a model cannot be asked either. A server without such a list is the exception.
      const isHopeless = listed?.status === 'failed' && listed.error.kind !== 'not-a-chat-api';
      const found = isHopeless
        ? []
        : await runProbes(
            probes,
            (id) => {
              tell(partName(id, say));
              return backend.probe({ id, model }, signal);
            },
            () => undefined,
          );
      await this.deps.findings.keep(backend, model, abilitiesFound(found));
      const list: ConnectionTest['list'] =
        listed?.status === 'done'
          ? {
              status: 'done',
              value: { count: listed.value.length, hasModel: listed.value.some(({ id }) => id === model) },
            }
          : listed;
      const cost = await this.costOf(backend, model, found);
      // A local server has loaded the model by now, and says how.
      if (found.length > 0 && !signal.aborted && servedAt(backend, model)) await this.models.refresh(backend, signal);
      const served = backend.says?.(model)?.served;
      const told = { ...(list && { list }), ...(cost !== undefined && { cost }), ...(served && { served }) };
      const test = { endpoint, model, found, ...told };
      const isToldOf = [list, ...found.map(({ outcome }) => outcome)].some((each) => each && each.status !== 'stopped');
      if (isToldOf) this.deps.pages.showReport('connection', connectionReport(test, say));
      const failure = [listed, ...found.map(({ outcome }) => outcome)].find((outcome) => outcome?.status === 'failed');
      if (failure?.status === 'failed') return failure;
      return signal.aborted ? { status: 'stopped' } : { status: 'done', value: { via: 'chat', model } };
    });
  }

  /** Sums the cost in US dollars of the usage that the answers report, and records each. */
  private async costOf(
    backend: Backend,
    model: string,
    found: readonly ProbeResult[],
  ): Promise<ConnectionTest['cost']> {
    let sum: number | undefined;
    let isKnown = true;
    for (const { outcome } of found) {
      if (outcome.status !== 'done' || outcome.value.state === 'no-field' || outcome.value.state === 'refused')
        continue;
      const { usage } = outcome.value;
      const cost = await backend.costOf(model, usage, this.deps.guide.catalog);
      this.deps.ledger.record(backend, model, { ...outcome.value, ...(cost && { cost }) });
      if (cost?.known) sum = (sum ?? 0) + cost.usd;
      isKnown &&= cost === undefined || !isNotFullyKnown(cost);
    }
    return isKnown ? sum : 'unknown';
  }

  loadModels(backend: Backend): Promise<void> {
    return this.run(backend, 'models', say('Loading the models of {0}', backend.name), async (signal) => {
      const listed = await this.models.refresh(backend, signal);
      return listed.status === 'done'
        ? { status: 'done', value: { via: 'models', count: listed.value.length } }
        : listed;
    });
  }

  private async run(
    backend: Backend,
    doing: ProviderCheck['doing'],
    title: string,
    work: (signal: AbortSignal, tell: (step: string) => void) => Promise<Outcome<ProviderCheckResult>>,
  ): Promise<void> {
    const { id } = backend;
    const before = this.byProvider.get(id);
    before?.stop?.();
    const controller = new AbortController();
    const entry = { check: { status: 'running', doing } as const, stop: () => controller.abort() };
    this.set(id, entry);
    const isSeen = this.isRowSeen(backend);
    const location = isSeen ? { viewId: viewId('providers') } : ProgressLocation.Notification;
    const outcome = await showProgress({ location, title, cancellable: !isSeen }, (report, cancel) => {
      const signal = AbortSignal.any([controller.signal, abortOnCancel(cancel)]);
      return work(signal, (message) => report({ message }));
    });
    // The check was forgotten or begun anew meanwhile. The code that did so reports the rest.
    if (this.byProvider.get(id) !== entry) return;
    if (outcome.status === 'stopped') this.set(id, before?.stop ? undefined : before);
    else if (outcome.status === 'done') {
      this.set(id, { check: { status: 'done', doing, at: Date.now(), found: outcome.value } });
      if (!this.isRowSeen(backend)) tellDone(doneMessage(backend, outcome.value));
    } else {
      this.set(id, { check: { status: 'failed', doing, at: Date.now(), error: outcome.error } });
      this.tellFailure(backend, doing, outcome.error);
    }
  }

  private tellFailure(backend: Backend, doing: ProviderCheck['doing'], error: ErrorView): void {
    if (this.isRowSeen(backend)) return;
    const isTest = doing === 'test';
    const again = {
      title: isTest ? say('Test Again') : say('Load Again'),
      run: () =>
        isTest
          ? executeCommand('providers.testConnection', backend.id, 'free')
          : executeCommand('providers.loadModels', backend.id),
    };
    const before = isTest ? '' : say('{0} did not list its models.', backend.name);
    void offerErrorActions(backend, error, again, before);
  }

  /** Whether the row of a backend is visible. A backend that the user has not set up has none. */
  private isRowSeen({ isOwn }: Backend): boolean {
    return isOwn && this.isViewSeen();
  }

  private set(id: string, entry: { readonly check: ProviderCheck; readonly stop?: () => void } | undefined): void {
    if (entry) this.byProvider.set(id, entry);
    else this.byProvider.delete(id);
    this.changed.fire();
  }
}

/** Says that it worked. In front of the playground the status bar says it, as a message would cover Send. */
const tellDone = (message: string): void =>
  isPlaygroundInFront() ? sayDone(message) : void showMessage('Information', message);

function doneMessage({ name, location }: Backend, found: ProviderCheckResult): string {
  const host = hostIn(location);
  return host === ''
    ? say('{0} {1}.', name, foundWords(found, say))
    : say('{0} at {1} {2}.', name, host, foundWords(found, say));
}
