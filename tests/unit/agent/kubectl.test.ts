import { describe, expect, it } from 'vitest';
import { clusterCalls, placeOf, workloadOf } from '@/lib/agent/importers/kubectl';

const only = (command: string) => {
  const [call] = clusterCalls(command);
  if (!call) throw new Error(`no call in ${command}`);
  return call;
};

describe('telling reading from changing', () => {
  it.each([
    'kubectl get pods -n shop',
    'kubectl -n shop logs cart --tail=100 | grep patch',
    'kubectl rollout status deployment/cart',
    'kubectl exec cart-1 -n shop -- env',
    `kubectl exec cart-1 -- sh -c 'cat /etc/hosts | head -3'`,
    'kubectl exec cart-1 -- curl -s http://localhost:80/health',
    'kubectl apply -f x.yaml --dry-run=client',
    'helm list -n shop',
  ])('%s reads', (command) => {
    expect(only(command).isMutating).toBe(false);
  });

  it.each([
    ['kubectl patch deployment cart -n shop -p {}', 'config'],
    ['kubectl rollout restart deployment cart -n shop', 'restart'],
    ['kubectl rollout undo deployment/cart', 'rollback'],
    ['kubectl scale deploy cart --replicas=0', 'scale'],
    ['kubectl delete pod cart-1', 'custom'],
    ['kubectl set env deployment/cart A=b', 'config'],
    ['cat x.yaml | kubectl apply -f -', 'config'],
    ['kubectl get pods -o name | xargs -n1 kubectl delete', 'custom'],
    [`kubectl exec db-0 -- mongo admin --eval "db.dropDatabase()"`, 'custom'],
    [`kubectl exec db-0 -- sh -c 'ls && rm -rf /data'`, 'custom'],
    ['kubectl exec db-0 -- curl -X POST http://localhost/reset', 'custom'],
    ['helm rollback shop 3', 'rollback'],
  ])('%s changes', (command, kind) => {
    const changing = clusterCalls(command).filter((call) => call.isMutating);
    expect(changing.map((call) => call.kind)).toEqual([kind]);
  });

  it('does not take a quoted command for one that runs', () => {
    expect(clusterCalls(`echo 'kubectl delete pod x'`)).toEqual([]);
    expect(clusterCalls(`grep kubectl history.txt`)).toEqual([]);
  });
});

describe('naming what is meant', () => {
  it.each([
    ['kubectl describe deploy cart -n shop', 'deployment/cart', 'shop'],
    ['kubectl get deployment.apps/cart --namespace=shop', 'deployment/cart', 'shop'],
    ['kubectl -nshop logs cart-1', 'pod/cart-1', 'shop'],
    ['kubectl scale --replicas 2 deployment/cart', 'deployment/cart', undefined],
    ['kubectl get pods', 'pods', undefined],
  ])('%s', (command, resource, namespace) => {
    expect(only(command)).toMatchObject({ resource, namespace });
  });

  it.each([
    ['pod/cart-6df8475df4-r7jb6', 'cart'],
    ['deployment/cart', 'cart'],
    ['pods', undefined],
  ])('%s belongs to %s', (resource, workload) => {
    expect(workloadOf(resource)).toBe(workload);
  });
});

describe('the place of a command', () => {
  it.each([
    ['kubectl get pods -n shop', 'shop'],
    ['kubectl logs ad -n shop | grep x && kubectl get pods --namespace=shop', 'shop'],
    ['kubectl get pods -n shop; kubectl get pods -n bank', undefined],
    ['kubectl get pods --all-namespaces', undefined],
    ['kubectl get pods -n "$NS"', undefined],
    ['date', undefined],
  ])('%s is %s', (command, place) => {
    expect(placeOf(command)).toBe(place);
  });
});
