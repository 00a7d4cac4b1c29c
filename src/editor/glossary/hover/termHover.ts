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
    const subject = await deps.subjects.at(document, position, cancel);
    if (!subject || cancel.isCancellationRequested) return undefined;
    // With what makes cards of models and parameters.
    const { hoverCard } = await import('./hoverCard');
    const hover = new Hover(await hoverCard(subject, document, position, deps), subject.range);
    stepDone('hovered');
    return hover;
  },
});
