import { labAnswers, readLabState, toLab } from '../../core/lab/labProtocol';
import type { FromLab, ToLab } from '../../core/lab/labProtocol';
import { HostClient } from '../shared/hostClient';
import type { PageApi } from '../shared/pageApi';
import { Lab } from './lab';
import type { LabHost } from './labHost';
import { LabView } from './labView';
import { stations as usualStations } from './stations';

/** Fills `root` with the lab, hears the host through `target` (the window), and says that it is ready. */
export function startLab(api: PageApi, root: HTMLElement, target: EventTarget, stations = usualStations): Lab {
  const host: LabHost = new HostClient<FromLab, ToLab, typeof labAnswers>(api, {
    messages: toLab,
    answers: labAnswers,
  });
  const lab = new Lab({
    host,
    stations,
    kept: readLabState(api.getState()),
    keep: (state) => {
      api.setState(state);
      host.post({ type: 'keep', state });
    },
  });
  lab.connect(new LabView(root, lab, host));
  host.listen(target, (message) => lab.receive(message));
  host.post({ type: 'ready' });
  return lab;
}
