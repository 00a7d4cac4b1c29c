import { Hover, languages } from 'vscode';
import type { CancellationToken, Disposable, Position, TextDocument } from 'vscode';
import type { StepDone } from '../../shared/firstSteps';
import type { CardDeps } from '../terms/hoverTargets';
import { silenceIn } from '../terms/silence';

export const registerGlossaryHover = (deps: CardDeps, stepDone: StepDone): Disposable =>
  languages.registerHoverProvider('*', glossaryHover(deps, stepDone));

export const glossaryHover = (deps: CardDeps, stepDone: StepDone) => ({
  async provideHover(document: TextDocument, position: Position, cancel: CancellationToken) {
    const { off, language } = silenceIn(document);
    if (off || language !== undefined) return undefined;
    const target = await deps.targets.at(document, position, cancel);
    if (!target || cancel.isCancellationRequested) return undefined;
    // Loaded here, together with the code for cards of models and parameters.
    const { hoverCard } = await import('./hoverCard');
    const hover = new Hover(await hoverCard(target, document, position, deps), target.range);
    stepDone('hovered');
    return hover;
  },
});
