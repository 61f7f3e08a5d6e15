import WeirCatalog
import WeirEngine

/// The members of everything that the engine makes.
let engineMembers: [MemberTable] =
  [
    networkMembers, weightLayerMembers, maskMembers, datasetMembers, runMembers, flowMembers, seriesMembers,
    tensorMembers, solutionsMembers, pathMembers, surfaceMembers, ensembleMembers,
  ] + curvatureMembers
