/** What `check` does: finds the list that the words ask for, and runs it. */
import { remembering } from '../cluster/remembering.ts';
import type { Report } from '../report.ts';
import { dnsChecklist } from './check-dns.ts';
import { type Checklist, runChecklist } from './check-list.ts';
import { rulesChecklist } from './check-rules.ts';
import { serviceChecklist } from './check-service.ts';
import { type CheckRequest, type Subject, subjectOf } from './check-target.ts';
import { lookBeside } from './check-thing.ts';

export async function runCheck(asked: CheckRequest): Promise<Report> {
  const request = { ...asked, cluster: remembering(asked.cluster) };
  return runChecklist(request, checklistOf(request, subjectOf(request)));
}

function checklistOf(request: CheckRequest, subject: Subject): Checklist {
  const { target } = subject;
  switch (subject.list) {
    case 'dns':
      return dnsChecklist(request, target, subject.dnsName);
    case 'rules':
      return rulesChecklist(request, target, subject.rules);
    case 'service':
      return serviceChecklist(
        request,
        target,
        subject.isPlain ? lookBeside(request, target) : undefined,
      );
  }
}
