/** The fields of pods (API reference v1.36), in the notation of ../read-fields.ts. */
export const podsFields = `
Pod metadata:ObjectMeta spec:PodSpec status:PodStatus
PodSpec activeDeadlineSeconds:int64 affinity:Affinity automountServiceAccountToken:bool
  containers:[Container]{name} dnsConfig:PodDNSConfig dnsPolicy enableServiceLinks:bool
  ephemeralContainers:[EphemeralContainer]{name} hostAliases:[HostAlias]{ip} hostIPC:bool
  hostNetwork:bool hostPID:bool hostUsers:bool hostname hostnameOverride
  imagePullSecrets:[LocalObjectReference]{name} initContainers:[Container]{name} nodeName
  nodeSelector:{}! os:PodOS overhead:{quantity} preemptionPolicy priority:int32 priorityClassName
  readinessGates:[PodReadinessGate] resourceClaims:[PodResourceClaim]{name}~
  resources:ResourceRequirements restartPolicy runtimeClassName schedulerName
  schedulingGates:[PodSchedulingGate]{name} schedulingGroup:PodSchedulingGroup
  securityContext:PodSecurityContext serviceAccount serviceAccountName setHostnameAsFQDN:bool
  shareProcessNamespace:bool subdomain terminationGracePeriodSeconds:int64 tolerations:[Toleration]
  topologySpreadConstraints:[TopologySpreadConstraint]{topologyKey,whenUnsatisfiable}
  volumes:[Volume]{name}~
PodSecurityContext appArmorProfile:AppArmorProfile fsGroup:int64 fsGroupChangePolicy
  runAsGroup:int64 runAsNonRoot:bool runAsUser:int64 seLinuxChangePolicy
  seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[int64]
  supplementalGroupsPolicy sysctls:[Sysctl] windowsOptions:WindowsSecurityContextOptions
Sysctl name value
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
  requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
NodeSelector ! nodeSelectorTerms:[NodeSelectorTerm]
NodeSelectorTerm ! matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]
NodeSelectorRequirement key operator values:[]
PreferredSchedulingTerm preference:NodeSelectorTerm weight:int32
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
  requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
PodAffinityTerm labelSelector:LabelSelector matchLabelKeys:[] mismatchLabelKeys:[]
  namespaceSelector:LabelSelector namespaces:[] topologyKey
WeightedPodAffinityTerm podAffinityTerm:PodAffinityTerm weight:int32
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
  requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
Toleration effect key operator tolerationSeconds:int64 value
HostAlias hostnames:[] ip
PodDNSConfig nameservers:[] options:[PodDNSConfigOption] searches:[]
PodDNSConfigOption name value
PodReadinessGate conditionType
TopologySpreadConstraint labelSelector:LabelSelector matchLabelKeys:[] maxSkew:int32
  minDomains:int32 nodeAffinityPolicy nodeTaintsPolicy topologyKey whenUnsatisfiable
PodOS name
PodSchedulingGate name
PodResourceClaim name resourceClaimName resourceClaimTemplateName
PodSchedulingGroup podGroupName
PodStatus allocatedResources:{quantity} conditions:[PodCondition]{type}
  containerStatuses:[ContainerStatus] ephemeralContainerStatuses:[ContainerStatus]
  extendedResourceClaimStatus:PodExtendedResourceClaimStatus hostIP hostIPs:[HostIP]/ip
  initContainerStatuses:[ContainerStatus] message
  nodeAllocatableResourceClaimStatuses:[NodeAllocatableResourceClaimStatus] nominatedNodeName
  observedGeneration:int64 phase podIP podIPs:[PodIP]{ip} qosClass reason resize
  resourceClaimStatuses:[PodResourceClaimStatus]{name}~ resources:ResourceRequirements
  startTime:time
PodCondition lastProbeTime:time lastTransitionTime:time message observedGeneration:int64 reason
  status type
HostIP ip
PodIP ip
ContainerStatus allocatedResources:{quantity} allocatedResourcesStatus:[ResourceStatus]{name}
  containerID image imageID lastState:ContainerState name ready:bool resources:ResourceRequirements
  restartCount:int32 started:bool state:ContainerState stopSignal user:ContainerUser
  volumeMounts:[VolumeMountStatus]{mountPath}
ContainerState running:ContainerStateRunning terminated:ContainerStateTerminated
  waiting:ContainerStateWaiting
ContainerStateWaiting message reason
ContainerStateRunning startedAt:time
ContainerStateTerminated containerID exitCode:int32 finishedAt:time message reason signal:int32
  startedAt:time
VolumeMountStatus mountPath name readOnly:bool recursiveReadOnly volumeStatus:VolumeStatus
VolumeStatus image:ImageVolumeStatus
ImageVolumeStatus imageRef
ContainerUser linux:LinuxContainerUser
LinuxContainerUser gid:int64 supplementalGroups:[int64] uid:int64
ResourceStatus name resources:[ResourceHealth]{resourceID}/-
ResourceHealth health message resourceID
PodResourceClaimStatus name resourceClaimName
PodExtendedResourceClaimStatus requestMappings:[ContainerExtendedResourceRequest] resourceClaimName
ContainerExtendedResourceRequest containerName requestName resourceName
NodeAllocatableResourceClaimStatus containers:[]+/- resourceClaimName resources:{quantity}
`;
