// Runs in the browser, before the playground: the usual host, which explains words by the real glossary.
import { realAnswer } from '../../fakes/realWords';
import './host';
import type { HostWindow } from './host';

(window as unknown as HostWindow).host.explain = realAnswer;
