// What a person is told when the tablet has synced with the app closed: a notification, and a number on the icon.

export async function tellResult(
  scope: ServiceWorkerGlobalScope,
  { received, waiting }: { received: number; waiting: number },
): Promise<void> {
  const navigator: WorkerNavigator & { setAppBadge?: (count: number) => Promise<void> } = scope.navigator
  await navigator.setAppBadge?.(waiting).catch(() => undefined)
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const mayShow = typeof Notification !== 'undefined' && Notification.permission === 'granted'
  if (received === 0 || windows.length > 0 || !mayShow) return
  await scope.registration.showNotification('CARE', {
    body: waiting === 0 ? `${received} ✓` : `${received} ✓ · ${waiting} …`,
    tag: 'care-offline-sync',
  })
}
