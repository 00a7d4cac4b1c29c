// Runs in the browser, before the pages: the usual host, which explains words by the real glossary.
import { realAnswer } from '../../fakes/realWords';
import './pagesHost';
import type { PagesWindow } from './pagesHost';

(window as unknown as PagesWindow).host.explain = realAnswer;
