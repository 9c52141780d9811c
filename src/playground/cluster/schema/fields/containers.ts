/** The fields of the containers of a pod (API reference v1.36), in the notation of ../read-fields.ts. */
export const containersFields = `
Container args:[] command:[] env:[EnvVar]{name} envFrom:[EnvFromSource] image imagePullPolicy
  lifecycle:Lifecycle livenessProbe:Probe name ports:[ContainerPort]{containerPort,protocol=TCP}
  readinessProbe:Probe resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements
  restartPolicy restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext
  startupProbe:Probe stdin:bool stdinOnce:bool terminationMessagePath terminationMessagePolicy
  tty:bool volumeDevices:[VolumeDevice]{devicePath} volumeMounts:[VolumeMount]{mountPath}
  workingDir
ContainerPort containerPort:int32 hostIP hostPort:int32 name protocol
EnvFromSource configMapRef:ConfigMapEnvSource prefix secretRef:SecretEnvSource
ConfigMapEnvSource name optional:bool
SecretEnvSource name optional:bool
EnvVar name value valueFrom:EnvVarSource
EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector
  fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
ConfigMapKeySelector ! key name optional:bool
SecretKeySelector ! key name optional:bool
FileKeySelector ! key optional:bool path volumeName
ResourceRequirements claims:[ResourceClaim]{name}/- limits:{quantity} requests:{quantity}
ResourceClaim name request
ContainerResizePolicy resourceName restartPolicy
ContainerRestartRule action exitCodes:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes operator values:[int32]+/-
VolumeMount mountPath mountPropagation name readOnly:bool recursiveReadOnly subPath subPathExpr
VolumeDevice devicePath name
Probe exec:ExecAction failureThreshold:int32 grpc:GRPCAction httpGet:HTTPGetAction
  initialDelaySeconds:int32 periodSeconds:int32 successThreshold:int32 tcpSocket:TCPSocketAction
  terminationGracePeriodSeconds:int64 timeoutSeconds:int32
ExecAction command:[]
HTTPGetAction host httpHeaders:[HTTPHeader] path port:intOrString scheme
HTTPHeader name value
TCPSocketAction host port:intOrString
GRPCAction port:int32 service
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
SleepAction seconds:int64
SecurityContext allowPrivilegeEscalation:bool appArmorProfile:AppArmorProfile
  capabilities:Capabilities privileged:bool procMount readOnlyRootFilesystem:bool runAsGroup:int64
  runAsNonRoot:bool runAsUser:int64 seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile
  windowsOptions:WindowsSecurityContextOptions
Capabilities add:[] drop:[]
SELinuxOptions level role type user
WindowsSecurityContextOptions gmsaCredentialSpec gmsaCredentialSpecName hostProcess:bool
  runAsUserName
SeccompProfile localhostProfile type
AppArmorProfile localhostProfile type
EphemeralContainer args:[] command:[] env:[EnvVar]{name} envFrom:[EnvFromSource] image
  imagePullPolicy lifecycle:Lifecycle livenessProbe:Probe name
  ports:[ContainerPort]{containerPort,protocol=TCP} readinessProbe:Probe
  resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy
  restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext startupProbe:Probe
  stdin:bool stdinOnce:bool targetContainerName terminationMessagePath terminationMessagePolicy
  tty:bool volumeDevices:[VolumeDevice]{devicePath} volumeMounts:[VolumeMount]{mountPath}
  workingDir
`;
