/** The fields of Nodes, PersistentVolumeClaims, Events and Leases (API reference v1.36), in the notation of ../read-fields.ts. */
export const nodesFields = `
Node metadata:ObjectMeta spec:NodeSpec status:NodeStatus
NodeSpec configSource:NodeConfigSource externalID podCIDR podCIDRs:[]+ providerID taints:[Taint]
  unschedulable:bool
Taint effect key timeAdded:time value
NodeConfigSource configMap:ConfigMapNodeConfigSource
ConfigMapNodeConfigSource kubeletConfigKey name namespace resourceVersion uid
NodeStatus addresses:[NodeAddress]{type} allocatable:{quantity} capacity:{quantity}
  conditions:[NodeCondition]{type} config:NodeConfigStatus daemonEndpoints:NodeDaemonEndpoints
  declaredFeatures:[] features:NodeFeatures images:[ContainerImage] nodeInfo:NodeSystemInfo phase
  runtimeHandlers:[NodeRuntimeHandler] volumesAttached:[AttachedVolume] volumesInUse:[]
NodeCondition lastHeartbeatTime:time lastTransitionTime:time message reason status type
NodeAddress address type
NodeDaemonEndpoints kubeletEndpoint:DaemonEndpoint
DaemonEndpoint Port:int32
NodeSystemInfo architecture bootID containerRuntimeVersion kernelVersion kubeProxyVersion
  kubeletVersion machineID operatingSystem osImage swap:NodeSwapStatus systemUUID
NodeSwapStatus capacity:int64
ContainerImage names:[] sizeBytes:int64
AttachedVolume devicePath name
NodeConfigStatus active:NodeConfigSource assigned:NodeConfigSource error
  lastKnownGood:NodeConfigSource
NodeRuntimeHandler features:NodeRuntimeHandlerFeatures name
NodeRuntimeHandlerFeatures recursiveReadOnlyMounts:bool userNamespaces:bool
NodeFeatures supplementalGroupsPolicy:bool
PersistentVolumeClaim metadata:ObjectMeta spec:PersistentVolumeClaimSpec
  status:PersistentVolumeClaimStatus
PersistentVolumeClaimStatus accessModes:[] allocatedResourceStatuses:{}
  allocatedResources:{quantity} capacity:{quantity}
  conditions:[PersistentVolumeClaimCondition]{type} currentVolumeAttributesClassName
  modifyVolumeStatus:ModifyVolumeStatus phase
PersistentVolumeClaimCondition lastProbeTime:time lastTransitionTime:time message reason status
  type
ModifyVolumeStatus status targetVolumeAttributesClassName
Event action count:int32 eventTime:time firstTimestamp:time involvedObject:ObjectReference
  lastTimestamp:time message metadata:ObjectMeta reason related:ObjectReference reportingComponent
  reportingInstance series:EventSeries source:EventSource type
EventSource component host
EventSeries count:int32 lastObservedTime:time
Event@events action deprecatedCount:int32 deprecatedFirstTimestamp:time
  deprecatedLastTimestamp:time deprecatedSource:EventSource eventTime:time metadata:ObjectMeta note
  reason regarding:ObjectReference related:ObjectReference reportingController reportingInstance
  series:EventSeries@events type
EventSeries@events count:int32 lastObservedTime:time
Lease metadata:ObjectMeta spec:LeaseSpec
LeaseSpec acquireTime:time holderIdentity leaseDurationSeconds:int32 leaseTransitions:int32
  preferredHolder renewTime:time strategy
`;
