import { CodeLens, EventEmitter, Range } from 'vscode';
import type { CancellationToken, CodeLensProvider, TextDocument } from 'vscode';
import { formatCount } from '../../core/base/numbers';
import { calledModel } from '../../core/code/calls/calledModel';
import { shownPrompts, textOfParts } from '../../core/code/prompts/shownPrompts';
import type { ShownPrompt } from '../../core/code/prompts/shownPrompts';
import { formatFit, formatInputCost, withUnit } from '../../core/tokens/counting/describeCount';
import { usableInput } from '../../core/tokens/counting/budget';
import { activeModel } from '../shared/activeModel';
import { commandOf } from '../shared/commands';
import { budgetRules, readSetting } from '../shared/settings';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';
import { codePromptsOf } from './codePromptsOf';

/** A lens whose text is made once it is visible. */
class SizeLens extends CodeLens {
  constructor(
    range: Range,
    readonly shown: ShownPrompt,
  ) {
    super(range);
  }
}

/** Shows lenses above the prompts in code: tokens, share of the window and cost, and a way to the playground. */
export class CodeLenses implements CodeLensProvider {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly shared: Pick<Shared, 'guide' | 'regions'>) {}

  dispose(): void {
    this.changed.dispose();
  }

  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses(document: TextDocument, cancel: CancellationToken): Promise<CodeLens[]> {
    if (!readSetting('prompts.codeLens')) return [];
    const prompts = await codePromptsOf(document, this.shared);
    if (!prompts || cancel.isCancellationRequested) return [];
    return shownPrompts(prompts).flatMap((shown) => {
      const place = document.positionAt(shown.at);
      const range = new Range(place, place);
      const address = [document.uri.toString(), shown.prompt.call.start] as const;
      return [
        new SizeLens(range, shown),
        new CodeLens(range, commandOf('prompts.openInPlayground', say('Open in Playground'), ...address)),
      ];
    });
  }

  async resolveCodeLens(lens: CodeLens): Promise<CodeLens> {
    // A lens without a command is text.
    if (lens instanceof SizeLens) lens.command = { command: '', title: '…', ...(await this.sizeOf(lens.shown)) };
    return lens;
  }

  private async sizeOf({
    prompt,
    parts,
    values,
  }: ShownPrompt): Promise<{ title: string; tooltip: string } | undefined> {
    const { guide } = this.shared;
    const [catalog, names] = await Promise.all([guide.catalog(), guide.modelNames()]);
    const model = calledModel(prompt.call, names) ?? activeModel(catalog);
    if ('unknownId' in model) return undefined;
    const count = await guide.count(textOfParts(parts), catalog.tokenizerOf(model));
    const usable = usableInput(model, budgetRules());
    const fit = formatFit(count, usable, say);
    const cost = formatInputCost(count, model, catalog.now, say);
    const facts = [
      withUnit(count, say),
      ...(usable === undefined ? [] : [fit]),
      ...(cost === say('unknown') ? [] : [cost]),
      ...(values === 0 ? [] : [values === 1 ? say('+ 1 value') : say('+ {0} values', formatCount(values))]),
    ];
    const tooltip = say(
      'For {0}: {1} of the usable input, cost {2}. What values bring comes on top.',
      model.name,
      fit,
      cost,
    );
    return { title: facts.join(' · '), tooltip };
  }
}
