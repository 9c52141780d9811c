/** The fields of the volumes of a pod (API reference v1.36), in the notation of ../read-fields.ts. */
export const volumesFields = `
Volume awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource
  azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource
  configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource
  emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource
  flexVolume:FlexVolumeSource flocker:FlockerVolumeSource
  gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource
  glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource
  iscsi:ISCSIVolumeSource name nfs:NFSVolumeSource
  persistentVolumeClaim:PersistentVolumeClaimVolumeSource
  photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource
  projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource
  scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource
  vsphereVolume:VsphereVirtualDiskVolumeSource
HostPathVolumeSource path type
EmptyDirVolumeSource medium sizeLimit:quantity
GCEPersistentDiskVolumeSource fsType partition:int32 pdName readOnly:bool
AWSElasticBlockStoreVolumeSource fsType partition:int32 readOnly:bool volumeID
GitRepoVolumeSource directory repository revision
SecretVolumeSource defaultMode:int32 items:[KeyToPath] optional:bool secretName
KeyToPath key mode:int32 path
NFSVolumeSource path readOnly:bool server
ISCSIVolumeSource chapAuthDiscovery:bool chapAuthSession:bool fsType initiatorName iqn
  iscsiInterface lun:int32 portals:[] readOnly:bool secretRef:LocalObjectReference targetPortal
GlusterfsVolumeSource endpoints path readOnly:bool
PersistentVolumeClaimVolumeSource claimName readOnly:bool
RBDVolumeSource fsType image keyring monitors:[] pool readOnly:bool secretRef:LocalObjectReference
  user
FlexVolumeSource driver fsType options:{} readOnly:bool secretRef:LocalObjectReference
CinderVolumeSource fsType readOnly:bool secretRef:LocalObjectReference volumeID
CephFSVolumeSource monitors:[] path readOnly:bool secretFile secretRef:LocalObjectReference user
FlockerVolumeSource datasetName datasetUUID
DownwardAPIVolumeSource defaultMode:int32 items:[DownwardAPIVolumeFile]
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode:int32 path
  resourceFieldRef:ResourceFieldSelector
ObjectFieldSelector ! apiVersion fieldPath
ResourceFieldSelector ! containerName divisor:quantity resource
FCVolumeSource fsType lun:int32 readOnly:bool targetWWNs:[] wwids:[]
AzureFileVolumeSource readOnly:bool secretName shareName
ConfigMapVolumeSource defaultMode:int32 items:[KeyToPath] name optional:bool
VsphereVirtualDiskVolumeSource fsType storagePolicyID storagePolicyName volumePath
QuobyteVolumeSource group readOnly:bool registry tenant user volume
AzureDiskVolumeSource cachingMode diskName diskURI fsType kind readOnly:bool
PhotonPersistentDiskVolumeSource fsType pdID
ProjectedVolumeSource defaultMode:int32 sources:[VolumeProjection]
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection
  downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection
  serviceAccountToken:ServiceAccountTokenProjection
SecretProjection items:[KeyToPath] name optional:bool
DownwardAPIProjection items:[DownwardAPIVolumeFile]
ConfigMapProjection items:[KeyToPath] name optional:bool
ServiceAccountTokenProjection audience expirationSeconds:int64 path
ClusterTrustBundleProjection labelSelector:LabelSelector name optional:bool path signerName
PodCertificateProjection certificateChainPath credentialBundlePath keyPath keyType
  maxExpirationSeconds:int32 signerName userAnnotations:{}
PortworxVolumeSource fsType readOnly:bool volumeID
ScaleIOVolumeSource fsType gateway protectionDomain readOnly:bool secretRef:LocalObjectReference
  sslEnabled:bool storageMode storagePool system volumeName
StorageOSVolumeSource fsType readOnly:bool secretRef:LocalObjectReference volumeName
  volumeNamespace
CSIVolumeSource driver fsType nodePublishSecretRef:LocalObjectReference readOnly:bool
  volumeAttributes:{}
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
PersistentVolumeClaimSpec accessModes:[] dataSource:TypedLocalObjectReference
  dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements selector:LabelSelector
  storageClassName volumeAttributesClassName volumeMode volumeName
VolumeResourceRequirements limits:{quantity} requests:{quantity}
TypedObjectReference apiGroup kind name namespace
ImageVolumeSource pullPolicy reference
`;
