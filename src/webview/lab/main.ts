import { beforeLeaving, startPage } from '../shared/pageApi';
import { startLab } from './labView';

const lab = startPage('ai-lab', startLab);
// The last change must not be lost with the page.
beforeLeaving(() => lab.flush());
