// Whether the API can be reached, as the outcomes of real requests tell. `online` is never inferred from the device.

export type Connectivity = 'online' | 'unreachable' | 'offline' | 'captive-portal'
