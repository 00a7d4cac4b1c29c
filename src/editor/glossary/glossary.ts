import { Disposable } from 'vscode';
import type { Model } from '../../core/catalog/catalogTable';
import type { FileWorkerClient } from '../files/fileWorkerClient';
import type { Sayings } from '../models/sayings';
import type { PagesFace } from '../pages/pages';
import type { Shared } from '../shared/shared';
import type { TokensFace } from '../tokens/tokens';
import { registerGlossaryCard } from './card/glossaryCard';
import { registerTermChoices } from './choices/termChoices';
import { registerGlossaryHover } from './hover/termHover';
import { WorkspaceTerms } from './index/workspaceTerms';
import { registerTermLanguage } from './language/termLanguage';
import { registerLookUp } from './lookUp/lookUpTerm';
import { registerPageTerms } from './onPage/pageTerms';
import { DocumentTerms } from './terms/documentTerms';
import type { TermRules } from './terms/documentTerms';
import { FollowedGlossaries } from './terms/followedGlossaries';
import { LiveDefinitions } from './terms/liveDefinitions';
import { HoverTargets } from './terms/hoverTargets';
import { ReaderChoices } from './terms/readerChoices';
import { registerTermUnderline } from './underline/termUnderline';
import { registerGlossaryView } from './view/glossaryView';
import { registerWorkspaceGlossaries } from './workspace/workspaceGlossary';

interface GlossaryDeps extends Pick<PagesFace, 'pages'>, Pick<TokensFace, 'active' | 'counter' | 'knownCount'> {
  readonly files: FileWorkerClient;
  readonly said: Sayings;
  readonly openInPlayground: (model: Model) => Promise<void>;
}

export function startGlossary(shared: Shared, deps: GlossaryDeps): { readonly choices: ReaderChoices } {
  const { guide, regions, stepDone, log, keep } = shared;
  const { pages, active, counter, files: worker } = deps;
  const choices = keep(new ReaderChoices(shared.context.workspaceState));
  const followed = keep(new FollowedGlossaries(guide, worker, log));
  const rules: TermRules = {
    glossary: followed.glossary,
    choices: () => choices.current,
    onDidChange: (listener) => Disposable.from(followed.onDidChange(listener), choices.onDidChange(listener)),
  };
  const terms = new DocumentTerms(rules, regions);
  const workspaceTerms = keep(new WorkspaceTerms({ worker, layers: (file) => followed.layersOf(file), rules, log }));
  const { knownCount, said } = deps;
  const targets = new HoverTargets(guide, regions, terms);
  const live = new LiveDefinitions(guide, counter, knownCount, regions);
  const cards = { tables: guide, targets, live, knownCount, said };
  shared.start({
    'glossary hover': () => registerGlossaryHover(cards, stepDone),
    'choices of terms': () => registerTermChoices({ terms, targets, choices, find: followed.find }),
    'glossary card': () => registerGlossaryCard({ ...shared, ...deps, ...cards, choices, rules }),
    'language features of terms': () =>
      registerTermLanguage({
        terms,
        glossary: guide.glossary,
        elsewhere: (termId, but) => workspaceTerms.elsewhere(termId, but),
      }),
    'glossary view': () => registerGlossaryView(shared, { glossary: followed.everywhere, workspaceTerms, rules }),
    'underline of terms': () => registerTermUnderline(shared, active, terms),
    'terms on this page': () => registerPageTerms(shared, active, terms),
    'own glossaries': () => registerWorkspaceGlossaries(shared, { followed, terms, worker }),
    'term search': () => registerLookUp(guide, pages, followed),
  });
  return { choices };
}
