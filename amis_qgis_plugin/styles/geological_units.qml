<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="0" readOnly="0" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|AttributeTable" version="3.40.6-Bratislava">
 <flags>
  <Identifiable>1</Identifiable>
  <Removable>1</Removable>
  <Searchable>1</Searchable>
  <Private>0</Private>
 </flags>
 <renderer-v2 attr="lithology" enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="categorizedSymbol">
  <categories>
   <category label="Ultramafic rocks" render="true" symbol="0" uuid="{00000000-0000-0000-0000-000000000001}">
    <val type="string" value="hornblendite"></val>
    <val type="string" value="komatiitic_rock"></val>
    <val type="string" value="peridotite"></val>
    <val type="string" value="pyroxenite"></val>
    <val type="string" value="serpentinite"></val>
    <val type="string" value="ultramafic_igneous_rock"></val>
   </category>
   <category label="Unconsolidated material" render="true" symbol="1" uuid="{00000000-0000-0000-0000-000000000002}">
    <val type="string" value="anthropogenic_unconsolidated_material"></val>
    <val type="string" value="ash_and_lapilli"></val>
    <val type="string" value="ash_breccia_bomb_or_block_tephra"></val>
    <val type="string" value="biogenic_sediment"></val>
    <val type="string" value="boulder_gravel_size_sediment"></val>
    <val type="string" value="calcareous_carbonate_sediment"></val>
    <val type="string" value="carbonate_mud"></val>
    <val type="string" value="carbonate_ooze"></val>
    <val type="string" value="carbonate_rich_mud"></val>
    <val type="string" value="carbonate_sediment"></val>
    <val type="string" value="clastic_sediment"></val>
    <val type="string" value="clay"></val>
    <val type="string" value="cobble_gravel_size_sediment"></val>
    <val type="string" value="diamicton"></val>
    <val type="string" value="dolomitic_sediment"></val>
    <val type="string" value="gravel"></val>
    <val type="string" value="gravel_size_sediment"></val>
    <val type="string" value="hybrid_sediment"></val>
    <val type="string" value="impure_calcareous_carbonate_sediment"></val>
    <val type="string" value="impure_carbonate_sediment"></val>
    <val type="string" value="impure_dolomitic_sediment"></val>
    <val type="string" value="iron_rich_sediment"></val>
    <val type="string" value="mud"></val>
    <val type="string" value="mud_size_sediment"></val>
    <val type="string" value="natural_unconsolidated_material"></val>
    <val type="string" value="non_clastic_siliceous_sediment"></val>
    <val type="string" value="ooze"></val>
    <val type="string" value="organic_rich_sediment"></val>
    <val type="string" value="peat"></val>
    <val type="string" value="pebble_gravel_size_sediment"></val>
    <val type="string" value="phosphate_rich_sediment"></val>
    <val type="string" value="pure_calcareous_carbonate_sediment"></val>
    <val type="string" value="pure_carbonate_sediment"></val>
    <val type="string" value="pure_dolomitic_sediment"></val>
    <val type="string" value="sand"></val>
    <val type="string" value="sand_size_sediment"></val>
    <val type="string" value="sapropel"></val>
    <val type="string" value="sediment"></val>
    <val type="string" value="silicate_mud"></val>
    <val type="string" value="siliceous_ooze"></val>
    <val type="string" value="silt"></val>
    <val type="string" value="tephra"></val>
    <val type="string" value="unconsolidated_material"></val>
   </category>
   <category label="Carbonate rocks" render="true" symbol="2" uuid="{00000000-0000-0000-0000-000000000003}">
    <val type="string" value="boundstone"></val>
    <val type="string" value="calcareous_carbonate_sedimentary_material"></val>
    <val type="string" value="calcareous_carbonate_sedimentary_rock"></val>
    <val type="string" value="carbonate_mudstone"></val>
    <val type="string" value="carbonate_sedimentary_material"></val>
    <val type="string" value="carbonate_sedimentary_rock"></val>
    <val type="string" value="carbonate_wackestone"></val>
    <val type="string" value="chalk"></val>
    <val type="string" value="crystalline_carbonate"></val>
    <val type="string" value="dolomitic_or_magnesian_sedimentary_material"></val>
    <val type="string" value="dolomitic_or_magnesian_sedimentary_rock"></val>
    <val type="string" value="dolostone"></val>
    <val type="string" value="framestone"></val>
    <val type="string" value="grainstone"></val>
    <val type="string" value="impure_carbonate_sedimentary_rock"></val>
    <val type="string" value="impure_dolostone"></val>
    <val type="string" value="impure_limestone"></val>
    <val type="string" value="limestone"></val>
    <val type="string" value="marble"></val>
    <val type="string" value="packstone"></val>
    <val type="string" value="pure_carbonate_mudstone"></val>
    <val type="string" value="pure_carbonate_sedimentary_rock"></val>
    <val type="string" value="travertine"></val>
   </category>
   <category label="Other sedimentary rocks" render="true" symbol="3" uuid="{00000000-0000-0000-0000-000000000004}">
    <val type="string" value="anthracite_coal"></val>
    <val type="string" value="arenite"></val>
    <val type="string" value="biogenic_silica_sedimentary_rock"></val>
    <val type="string" value="bituminous_coal"></val>
    <val type="string" value="carbonate_rich_mudstone"></val>
    <val type="string" value="chemical_sedimentary_material"></val>
    <val type="string" value="clastic_conglomerate"></val>
    <val type="string" value="clastic_mudstone"></val>
    <val type="string" value="clastic_sandstone"></val>
    <val type="string" value="clastic_sedimentary_material"></val>
    <val type="string" value="clastic_sedimentary_rock"></val>
    <val type="string" value="claystone"></val>
    <val type="string" value="coal"></val>
    <val type="string" value="diamictite"></val>
    <val type="string" value="evaporite"></val>
    <val type="string" value="exotic_evaporite"></val>
    <val type="string" value="generic_conglomerate"></val>
    <val type="string" value="generic_mudstone"></val>
    <val type="string" value="generic_sandstone"></val>
    <val type="string" value="hybrid_sedimentary_rock"></val>
    <val type="string" value="iron_rich_sedimentary_material"></val>
    <val type="string" value="iron_rich_sedimentary_rock"></val>
    <val type="string" value="lignite"></val>
    <val type="string" value="non_clastic_siliceous_sedimentary_material"></val>
    <val type="string" value="non_clastic_siliceous_sedimentary_rock"></val>
    <val type="string" value="organic_bearing_mudstone"></val>
    <val type="string" value="organic_rich_sedimentary_material"></val>
    <val type="string" value="organic_rich_sedimentary_rock"></val>
    <val type="string" value="phosphate_rich_sedimentary_material"></val>
    <val type="string" value="phosphorite"></val>
    <val type="string" value="rock_gypsum_or_anhydrite"></val>
    <val type="string" value="rock_salt"></val>
    <val type="string" value="sedimentary_material"></val>
    <val type="string" value="sedimentary_rock"></val>
    <val type="string" value="shale"></val>
    <val type="string" value="silicate_mudstone"></val>
    <val type="string" value="siltstone"></val>
    <val type="string" value="wacke"></val>
   </category>
   <category label="Volcanic rocks" render="true" symbol="4" uuid="{00000000-0000-0000-0000-000000000005}">
    <val type="string" value="alkali-olivine_basalt"></val>
    <val type="string" value="alkali_feldspar_rhyolite"></val>
    <val type="string" value="alkali_feldspar_trachyte"></val>
    <val type="string" value="alkali_feldspar_trachytic_rock"></val>
    <val type="string" value="andesite"></val>
    <val type="string" value="ash_tuff_lapillistone_and_lapilli_tuff"></val>
    <val type="string" value="basalt"></val>
    <val type="string" value="basanite"></val>
    <val type="string" value="basanitic_foidite"></val>
    <val type="string" value="boninite"></val>
    <val type="string" value="dacite"></val>
    <val type="string" value="fine_grained_igneous_rock"></val>
    <val type="string" value="foid_bearing_alkali_feldspar_trachyte"></val>
    <val type="string" value="foid_bearing_latite"></val>
    <val type="string" value="foid_bearing_trachyte"></val>
    <val type="string" value="foidite"></val>
    <val type="string" value="foiditoid"></val>
    <val type="string" value="fragmental_igneous_material"></val>
    <val type="string" value="fragmental_igneous_rock"></val>
    <val type="string" value="high_magnesium_fine_grained_igneous_rocks"></val>
    <val type="string" value="latite"></val>
    <val type="string" value="latitic_rock"></val>
    <val type="string" value="phonolilte"></val>
    <val type="string" value="phonolitic_basanite"></val>
    <val type="string" value="phonolitic_foidite"></val>
    <val type="string" value="phonolitic_tephrite"></val>
    <val type="string" value="phonolitoid"></val>
    <val type="string" value="pyroclastic_material"></val>
    <val type="string" value="pyroclastic_rock"></val>
    <val type="string" value="quartz_alkali_feldspar_trachyte"></val>
    <val type="string" value="quartz_latite"></val>
    <val type="string" value="quartz_trachyte"></val>
    <val type="string" value="rhyolite"></val>
    <val type="string" value="rhyolitoid"></val>
    <val type="string" value="tephrite"></val>
    <val type="string" value="tephritic_foidite"></val>
    <val type="string" value="tephritic_phonolite"></val>
    <val type="string" value="tephritoid"></val>
    <val type="string" value="tholeiitic_basalt"></val>
    <val type="string" value="trachyte"></val>
    <val type="string" value="trachytic_rock"></val>
    <val type="string" value="trachytoid"></val>
    <val type="string" value="tuff_breccia_agglomerate_or_pyroclastic_breccia"></val>
   </category>
   <category label="Plutonic and other igneous rocks" render="true" symbol="5" uuid="{00000000-0000-0000-0000-000000000006}">
    <val type="string" value="acidic_igneous_material"></val>
    <val type="string" value="acidic_igneous_rock"></val>
    <val type="string" value="alkali_feldspar_granite"></val>
    <val type="string" value="alkali_feldspar_syenite"></val>
    <val type="string" value="alkali_feldspar_syenitic_rock"></val>
    <val type="string" value="anorthosite"></val>
    <val type="string" value="anorthositic_rock"></val>
    <val type="string" value="aplite"></val>
    <val type="string" value="basic_igneous_material"></val>
    <val type="string" value="basic_igneous_rock"></val>
    <val type="string" value="carbonatite"></val>
    <val type="string" value="diorite"></val>
    <val type="string" value="dioritic_rock"></val>
    <val type="string" value="dioritoid"></val>
    <val type="string" value="doleritic_rock"></val>
    <val type="string" value="exotic_alkaline_rock"></val>
    <val type="string" value="exotic_composition_igneous_rock"></val>
    <val type="string" value="foid_bearing_alkali_feldspar_syenite"></val>
    <val type="string" value="foid_bearing_anorthosite"></val>
    <val type="string" value="foid_bearing_diorite"></val>
    <val type="string" value="foid_bearing_gabbro"></val>
    <val type="string" value="foid_bearing_monzodiorite"></val>
    <val type="string" value="foid_bearing_monzogabbro"></val>
    <val type="string" value="foid_bearing_monzonite"></val>
    <val type="string" value="foid_bearing_syenite"></val>
    <val type="string" value="foid_diorite"></val>
    <val type="string" value="foid_dioritoid"></val>
    <val type="string" value="foid_gabbro"></val>
    <val type="string" value="foid_gabbroid"></val>
    <val type="string" value="foid_monzodiorite"></val>
    <val type="string" value="foid_monzogabbro"></val>
    <val type="string" value="foid_monzosyenite"></val>
    <val type="string" value="foid_syenite"></val>
    <val type="string" value="foid_syenitoid"></val>
    <val type="string" value="foidolite"></val>
    <val type="string" value="gabbro"></val>
    <val type="string" value="gabbroic_rock"></val>
    <val type="string" value="gabbroid"></val>
    <val type="string" value="glass_rich_igneous_rock"></val>
    <val type="string" value="glassy_igneous_rock"></val>
    <val type="string" value="granite"></val>
    <val type="string" value="granitoid"></val>
    <val type="string" value="granodiorite"></val>
    <val type="string" value="igneous_material"></val>
    <val type="string" value="igneous_rock"></val>
    <val type="string" value="intermediate_composition_igneous_material"></val>
    <val type="string" value="intermediate_composition_igneous_rock"></val>
    <val type="string" value="kalsilitic_and_melilitic_rock"></val>
    <val type="string" value="monzodiorite"></val>
    <val type="string" value="monzodioritic_rock"></val>
    <val type="string" value="monzogabbro"></val>
    <val type="string" value="monzogabbroic_rock"></val>
    <val type="string" value="monzogranite"></val>
    <val type="string" value="monzonite"></val>
    <val type="string" value="monzonitic_rock"></val>
    <val type="string" value="pegmatite"></val>
    <val type="string" value="phaneritic_igneous_rock"></val>
    <val type="string" value="porphyry"></val>
    <val type="string" value="quartz_alkali_feldspar_syenite"></val>
    <val type="string" value="quartz_anorthosite"></val>
    <val type="string" value="quartz_diorite"></val>
    <val type="string" value="quartz_gabbro"></val>
    <val type="string" value="quartz_monzodiorite"></val>
    <val type="string" value="quartz_monzogabbro"></val>
    <val type="string" value="quartz_monzonite"></val>
    <val type="string" value="quartz_rich_igneous_rock"></val>
    <val type="string" value="quartz_syenite"></val>
    <val type="string" value="syenite"></val>
    <val type="string" value="syenitic_rock"></val>
    <val type="string" value="syenitoid"></val>
    <val type="string" value="syenogranite"></val>
    <val type="string" value="tonalite"></val>
    <val type="string" value="ultrabasic_igneous_rock"></val>
   </category>
   <category label="Metamorphic and fault rocks" render="true" symbol="6" uuid="{00000000-0000-0000-0000-000000000007}">
    <val type="string" value="amphibolite"></val>
    <val type="string" value="bauxite"></val>
    <val type="string" value="breccia_gouge_series"></val>
    <val type="string" value="cataclasite_series"></val>
    <val type="string" value="chlorite_actinolite_epidote_metamorphic_rock"></val>
    <val type="string" value="composite_genesis_material"></val>
    <val type="string" value="composite_genesis_rock"></val>
    <val type="string" value="duricrust"></val>
    <val type="string" value="eclogite"></val>
    <val type="string" value="fault_related_material"></val>
    <val type="string" value="foliated_metamorphic_rock"></val>
    <val type="string" value="glaucophane_lawsonite_epidote_metamorphic_rock"></val>
    <val type="string" value="gneiss"></val>
    <val type="string" value="granofels"></val>
    <val type="string" value="granulite"></val>
    <val type="string" value="hornfels"></val>
    <val type="string" value="impact_generated_material"></val>
    <val type="string" value="material_formed_in_surficial_environment"></val>
    <val type="string" value="metamorphic_rock"></val>
    <val type="string" value="metasomatic_rock"></val>
    <val type="string" value="mica_schist"></val>
    <val type="string" value="migmatite"></val>
    <val type="string" value="mylonitic_rock"></val>
    <val type="string" value="orthogneiss"></val>
    <val type="string" value="paragneiss"></val>
    <val type="string" value="phyllite"></val>
    <val type="string" value="phyllonite"></val>
    <val type="string" value="quartzite"></val>
    <val type="string" value="residual_material"></val>
    <val type="string" value="schist"></val>
    <val type="string" value="skarn"></val>
    <val type="string" value="slate"></val>
    <val type="string" value="spilite"></val>
   </category>
   <category label="Other rocks, or not stated" render="true" symbol="7" type="string" uuid="{00000000-0000-0000-0000-000000000008}" value=""></category>
  </categories>
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="0" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000009}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="123,79,163,255,rgb:0.4823529411764706,0.30980392156862746,0.63921568627450975,1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="77,77,77,255,rgb:0.30196078431372547,0.30196078431372547,0.30196078431372547,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.15"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="style" type="QString" value="solid"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="LinePatternFill" enabled="1" id="{00000000-0000-0000-0000-000000000010}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="90"></Option>
      <Option name="clip_mode" type="QString" value="during_render"></Option>
      <Option name="color" type="QString" value=""></Option>
      <Option name="coordinate_reference" type="QString" value="feature"></Option>
      <Option name="distance" type="QString" value="3.2"></Option>
      <Option name="distance_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_unit" type="QString" value="MM"></Option>
      <Option name="line_width" type="QString" value="0"></Option>
      <Option name="line_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="line_width_unit" type="QString" value="MM"></Option>
      <Option name="offset" type="QString" value="0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@0@1" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000011}" locked="0" pass="0">
       <Option type="Map">
        <Option name="align_dash_pattern" type="QString" value="0"></Option>
        <Option name="capstyle" type="QString" value="square"></Option>
        <Option name="customdash" type="QString" value="5;2"></Option>
        <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="customdash_unit" type="QString" value="MM"></Option>
        <Option name="dash_pattern_offset" type="QString" value="0"></Option>
        <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
        <Option name="draw_inside_polygon" type="QString" value="0"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="line_color" type="QString" value="40,40,40,120,rgb:0.15686274509803921,0.15686274509803921,0.15686274509803921,0.47058823529411764"></Option>
        <Option name="line_style" type="QString" value="solid"></Option>
        <Option name="line_width" type="QString" value="0.2"></Option>
        <Option name="line_width_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="trim_distance_end" type="QString" value="0"></Option>
        <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
        <Option name="trim_distance_start" type="QString" value="0"></Option>
        <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
        <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
        <Option name="use_custom_dash" type="QString" value="0"></Option>
        <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="1" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000012}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="255,243,184,255,rgb:1,0.95294117647058818,0.72156862745098038,1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="77,77,77,255,rgb:0.30196078431372547,0.30196078431372547,0.30196078431372547,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.15"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="style" type="QString" value="solid"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="PointPatternFill" enabled="1" id="{00000000-0000-0000-0000-000000000013}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="double" value="0"></Option>
      <Option name="clip_mode" type="QString" value="shape"></Option>
      <Option name="coordinate_reference" type="QString" value="feature"></Option>
      <Option name="displacement_x" type="QString" value="1.6"></Option>
      <Option name="displacement_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="displacement_x_unit" type="QString" value="MM"></Option>
      <Option name="displacement_y" type="QString" value="0"></Option>
      <Option name="displacement_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="displacement_y_unit" type="QString" value="MM"></Option>
      <Option name="distance_x" type="QString" value="3.2"></Option>
      <Option name="distance_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_x_unit" type="QString" value="MM"></Option>
      <Option name="distance_y" type="QString" value="3.2"></Option>
      <Option name="distance_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_y_unit" type="QString" value="MM"></Option>
      <Option name="offset_x" type="QString" value="0"></Option>
      <Option name="offset_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_x_unit" type="QString" value="MM"></Option>
      <Option name="offset_y" type="QString" value="0"></Option>
      <Option name="offset_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_y_unit" type="QString" value="MM"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="random_deviation_x" type="QString" value="0"></Option>
      <Option name="random_deviation_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="random_deviation_x_unit" type="QString" value="MM"></Option>
      <Option name="random_deviation_y" type="QString" value="0"></Option>
      <Option name="random_deviation_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="random_deviation_y_unit" type="QString" value="MM"></Option>
      <Option name="seed" type="QString" value="0"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@1@1" type="marker">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000014}" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0"></Option>
        <Option name="cap_style" type="QString" value="square"></Option>
        <Option name="color" type="QString" value="40,40,40,120,rgb:0.15686274509803921,0.15686274509803921,0.15686274509803921,0.47058823529411764"></Option>
        <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="name" type="QString" value="circle"></Option>
        <Option name="offset" type="QString" value="0,0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="outline_color" type="QString" value="40,40,40,120,rgb:0.15686274509803921,0.15686274509803921,0.15686274509803921,0.47058823529411764"></Option>
        <Option name="outline_style" type="QString" value="solid"></Option>
        <Option name="outline_width" type="QString" value="0.15"></Option>
        <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="outline_width_unit" type="QString" value="MM"></Option>
        <Option name="scale_method" type="QString" value="diameter"></Option>
        <Option name="size" type="QString" value="0.6"></Option>
        <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="size_unit" type="QString" value="MM"></Option>
        <Option name="vertical_anchor_point" type="QString" value="1"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="2" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000015}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="127,196,232,255,rgb:0.49803921568627452,0.7686274509803922,0.90980392156862744,1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="77,77,77,255,rgb:0.30196078431372547,0.30196078431372547,0.30196078431372547,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.15"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="style" type="QString" value="solid"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="LinePatternFill" enabled="1" id="{00000000-0000-0000-0000-000000000016}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="0"></Option>
      <Option name="clip_mode" type="QString" value="during_render"></Option>
      <Option name="color" type="QString" value=""></Option>
      <Option name="coordinate_reference" type="QString" value="feature"></Option>
      <Option name="distance" type="QString" value="3.2"></Option>
      <Option name="distance_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_unit" type="QString" value="MM"></Option>
      <Option name="line_width" type="QString" value="0"></Option>
      <Option name="line_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="line_width_unit" type="QString" value="MM"></Option>
      <Option name="offset" type="QString" value="0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@2@1" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000017}" locked="0" pass="0">
       <Option type="Map">
        <Option name="align_dash_pattern" type="QString" value="0"></Option>
        <Option name="capstyle" type="QString" value="square"></Option>
        <Option name="customdash" type="QString" value="5;2"></Option>
        <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="customdash_unit" type="QString" value="MM"></Option>
        <Option name="dash_pattern_offset" type="QString" value="0"></Option>
        <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
        <Option name="draw_inside_polygon" type="QString" value="0"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="line_color" type="QString" value="40,40,40,120,rgb:0.15686274509803921,0.15686274509803921,0.15686274509803921,0.47058823529411764"></Option>
        <Option name="line_style" type="QString" value="solid"></Option>
        <Option name="line_width" type="QString" value="0.2"></Option>
        <Option name="line_width_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="trim_distance_end" type="QString" value="0"></Option>
        <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
        <Option name="trim_distance_start" type="QString" value="0"></Option>
        <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
        <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
        <Option name="use_custom_dash" type="QString" value="0"></Option>
        <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="3" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000018}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="217,185,124,255,rgb:0.85098039215686272,0.72549019607843135,0.48627450980392156,1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="77,77,77,255,rgb:0.30196078431372547,0.30196078431372547,0.30196078431372547,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.15"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="style" type="QString" value="solid"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="4" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000019}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="95,158,110,255,rgb:0.37254901960784315,0.61960784313725492,0.43137254901960786,1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="77,77,77,255,rgb:0.30196078431372547,0.30196078431372547,0.30196078431372547,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.15"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="style" type="QString" value="solid"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="PointPatternFill" enabled="1" id="{00000000-0000-0000-0000-000000000020}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="double" value="0"></Option>
      <Option name="clip_mode" type="QString" value="shape"></Option>
      <Option name="coordinate_reference" type="QString" value="feature"></Option>
      <Option name="displacement_x" type="QString" value="1.6"></Option>
      <Option name="displacement_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="displacement_x_unit" type="QString" value="MM"></Option>
      <Option name="displacement_y" type="QString" value="0"></Option>
      <Option name="displacement_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="displacement_y_unit" type="QString" value="MM"></Option>
      <Option name="distance_x" type="QString" value="3.2"></Option>
      <Option name="distance_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_x_unit" type="QString" value="MM"></Option>
      <Option name="distance_y" type="QString" value="3.2"></Option>
      <Option name="distance_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_y_unit" type="QString" value="MM"></Option>
      <Option name="offset_x" type="QString" value="0"></Option>
      <Option name="offset_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_x_unit" type="QString" value="MM"></Option>
      <Option name="offset_y" type="QString" value="0"></Option>
      <Option name="offset_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_y_unit" type="QString" value="MM"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="random_deviation_x" type="QString" value="0"></Option>
      <Option name="random_deviation_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="random_deviation_x_unit" type="QString" value="MM"></Option>
      <Option name="random_deviation_y" type="QString" value="0"></Option>
      <Option name="random_deviation_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="random_deviation_y_unit" type="QString" value="MM"></Option>
      <Option name="seed" type="QString" value="0"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@4@1" type="marker">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000021}" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="180"></Option>
        <Option name="cap_style" type="QString" value="square"></Option>
        <Option name="color" type="QString" value="40,40,40,120,rgb:0.15686274509803921,0.15686274509803921,0.15686274509803921,0.47058823529411764"></Option>
        <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="name" type="QString" value="triangle"></Option>
        <Option name="offset" type="QString" value="0,0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="outline_color" type="QString" value="40,40,40,120,rgb:0.15686274509803921,0.15686274509803921,0.15686274509803921,0.47058823529411764"></Option>
        <Option name="outline_style" type="QString" value="solid"></Option>
        <Option name="outline_width" type="QString" value="0.15"></Option>
        <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="outline_width_unit" type="QString" value="MM"></Option>
        <Option name="scale_method" type="QString" value="diameter"></Option>
        <Option name="size" type="QString" value="1.1"></Option>
        <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="size_unit" type="QString" value="MM"></Option>
        <Option name="vertical_anchor_point" type="QString" value="1"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="5" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000022}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="224,121,107,255,rgb:0.8784313725490196,0.47450980392156861,0.41960784313725491,1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="77,77,77,255,rgb:0.30196078431372547,0.30196078431372547,0.30196078431372547,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.15"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="style" type="QString" value="solid"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="PointPatternFill" enabled="1" id="{00000000-0000-0000-0000-000000000023}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="double" value="0"></Option>
      <Option name="clip_mode" type="QString" value="shape"></Option>
      <Option name="coordinate_reference" type="QString" value="feature"></Option>
      <Option name="displacement_x" type="QString" value="1.6"></Option>
      <Option name="displacement_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="displacement_x_unit" type="QString" value="MM"></Option>
      <Option name="displacement_y" type="QString" value="0"></Option>
      <Option name="displacement_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="displacement_y_unit" type="QString" value="MM"></Option>
      <Option name="distance_x" type="QString" value="3.2"></Option>
      <Option name="distance_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_x_unit" type="QString" value="MM"></Option>
      <Option name="distance_y" type="QString" value="3.2"></Option>
      <Option name="distance_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_y_unit" type="QString" value="MM"></Option>
      <Option name="offset_x" type="QString" value="0"></Option>
      <Option name="offset_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_x_unit" type="QString" value="MM"></Option>
      <Option name="offset_y" type="QString" value="0"></Option>
      <Option name="offset_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_y_unit" type="QString" value="MM"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="random_deviation_x" type="QString" value="0"></Option>
      <Option name="random_deviation_x_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="random_deviation_x_unit" type="QString" value="MM"></Option>
      <Option name="random_deviation_y" type="QString" value="0"></Option>
      <Option name="random_deviation_y_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="random_deviation_y_unit" type="QString" value="MM"></Option>
      <Option name="seed" type="QString" value="0"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@5@1" type="marker">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleMarker" enabled="1" id="{00000000-0000-0000-0000-000000000024}" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0"></Option>
        <Option name="cap_style" type="QString" value="square"></Option>
        <Option name="color" type="QString" value="40,40,40,120,rgb:0.15686274509803921,0.15686274509803921,0.15686274509803921,0.47058823529411764"></Option>
        <Option name="horizontal_anchor_point" type="QString" value="1"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="name" type="QString" value="cross"></Option>
        <Option name="offset" type="QString" value="0,0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="outline_color" type="QString" value="40,40,40,120,rgb:0.15686274509803921,0.15686274509803921,0.15686274509803921,0.47058823529411764"></Option>
        <Option name="outline_style" type="QString" value="solid"></Option>
        <Option name="outline_width" type="QString" value="0.15"></Option>
        <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="outline_width_unit" type="QString" value="MM"></Option>
        <Option name="scale_method" type="QString" value="diameter"></Option>
        <Option name="size" type="QString" value="1.1"></Option>
        <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="size_unit" type="QString" value="MM"></Option>
        <Option name="vertical_anchor_point" type="QString" value="1"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="6" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000025}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="156,138,165,255,rgb:0.61176470588235299,0.54117647058823526,0.6470588235294118,1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="77,77,77,255,rgb:0.30196078431372547,0.30196078431372547,0.30196078431372547,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.15"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="style" type="QString" value="solid"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="LinePatternFill" enabled="1" id="{00000000-0000-0000-0000-000000000026}" locked="0" pass="0">
     <Option type="Map">
      <Option name="angle" type="QString" value="135"></Option>
      <Option name="clip_mode" type="QString" value="during_render"></Option>
      <Option name="color" type="QString" value=""></Option>
      <Option name="coordinate_reference" type="QString" value="feature"></Option>
      <Option name="distance" type="QString" value="3.2"></Option>
      <Option name="distance_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="distance_unit" type="QString" value="MM"></Option>
      <Option name="line_width" type="QString" value="0"></Option>
      <Option name="line_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="line_width_unit" type="QString" value="MM"></Option>
      <Option name="offset" type="QString" value="0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
     <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="@6@1" type="line">
      <data_defined_properties>
       <Option type="Map">
        <Option name="name" type="QString" value=""></Option>
        <Option name="properties"></Option>
        <Option name="type" type="QString" value="collection"></Option>
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" id="{00000000-0000-0000-0000-000000000027}" locked="0" pass="0">
       <Option type="Map">
        <Option name="align_dash_pattern" type="QString" value="0"></Option>
        <Option name="capstyle" type="QString" value="square"></Option>
        <Option name="customdash" type="QString" value="5;2"></Option>
        <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="customdash_unit" type="QString" value="MM"></Option>
        <Option name="dash_pattern_offset" type="QString" value="0"></Option>
        <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="dash_pattern_offset_unit" type="QString" value="MM"></Option>
        <Option name="draw_inside_polygon" type="QString" value="0"></Option>
        <Option name="joinstyle" type="QString" value="bevel"></Option>
        <Option name="line_color" type="QString" value="40,40,40,120,rgb:0.15686274509803921,0.15686274509803921,0.15686274509803921,0.47058823529411764"></Option>
        <Option name="line_style" type="QString" value="solid"></Option>
        <Option name="line_width" type="QString" value="0.2"></Option>
        <Option name="line_width_unit" type="QString" value="MM"></Option>
        <Option name="offset" type="QString" value="0"></Option>
        <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="offset_unit" type="QString" value="MM"></Option>
        <Option name="ring_filter" type="QString" value="0"></Option>
        <Option name="trim_distance_end" type="QString" value="0"></Option>
        <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_end_unit" type="QString" value="MM"></Option>
        <Option name="trim_distance_start" type="QString" value="0"></Option>
        <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
        <Option name="trim_distance_start_unit" type="QString" value="MM"></Option>
        <Option name="tweak_dash_pattern_on_corners" type="QString" value="0"></Option>
        <Option name="use_custom_dash" type="QString" value="0"></Option>
        <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value=""></Option>
         <Option name="properties"></Option>
         <Option name="type" type="QString" value="collection"></Option>
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" is_animated="0" name="7" type="fill">
    <data_defined_properties>
     <Option type="Map">
      <Option name="name" type="QString" value=""></Option>
      <Option name="properties"></Option>
      <Option name="type" type="QString" value="collection"></Option>
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" id="{00000000-0000-0000-0000-000000000028}" locked="0" pass="0">
     <Option type="Map">
      <Option name="border_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="color" type="QString" value="230,230,230,255,rgb:0.90196078431372551,0.90196078431372551,0.90196078431372551,1"></Option>
      <Option name="joinstyle" type="QString" value="bevel"></Option>
      <Option name="offset" type="QString" value="0,0"></Option>
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0"></Option>
      <Option name="offset_unit" type="QString" value="MM"></Option>
      <Option name="outline_color" type="QString" value="77,77,77,255,rgb:0.30196078431372547,0.30196078431372547,0.30196078431372547,1"></Option>
      <Option name="outline_style" type="QString" value="solid"></Option>
      <Option name="outline_width" type="QString" value="0.15"></Option>
      <Option name="outline_width_unit" type="QString" value="MM"></Option>
      <Option name="style" type="QString" value="solid"></Option>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value=""></Option>
       <Option name="properties"></Option>
       <Option name="type" type="QString" value="collection"></Option>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
  <rotation></rotation>
  <sizescale></sizescale>
  <data-defined-properties>
   <Option type="Map">
    <Option name="name" type="QString" value=""></Option>
    <Option name="properties"></Option>
    <Option name="type" type="QString" value="collection"></Option>
   </Option>
  </data-defined-properties>
 </renderer-v2>
 <selection mode="Default">
  <selectionColor invalid="1"></selectionColor>
 </selection>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <fieldConfiguration>
  <field configurationFlags="NoFlag" name="fid"></field>
  <field configurationFlags="NoFlag" name="identifier"></field>
  <field configurationFlags="NoFlag" name="name"></field>
  <field configurationFlags="NoFlag" name="local_name"></field>
  <field configurationFlags="NoFlag" name="description"></field>
  <field configurationFlags="NoFlag" name="unit_type"></field>
  <field configurationFlags="NoFlag" name="rank"></field>
  <field configurationFlags="NoFlag" name="lithology_text"></field>
  <field configurationFlags="NoFlag" name="lithology"></field>
  <field configurationFlags="NoFlag" name="age_text"></field>
  <field configurationFlags="NoFlag" name="representative_age"></field>
  <field configurationFlags="NoFlag" name="older_age"></field>
  <field configurationFlags="NoFlag" name="younger_age"></field>
  <field configurationFlags="NoFlag" name="older_age_ma"></field>
  <field configurationFlags="NoFlag" name="younger_age_ma"></field>
  <field configurationFlags="NoFlag" name="map_scale"></field>
  <field configurationFlags="NoFlag" name="country"></field>
  <field configurationFlags="NoFlag" name="country_text"></field>
  <field configurationFlags="NoFlag" name="country_basis"></field>
  <field configurationFlags="NoFlag" name="observation_method"></field>
  <field configurationFlags="NoFlag" name="positional_accuracy"></field>
  <field configurationFlags="NoFlag" name="reference"></field>
  <field configurationFlags="NoFlag" name="source_id"></field>
  <field configurationFlags="NoFlag" name="source_feature_id"></field>
  <field configurationFlags="NoFlag" name="source_geometry"></field>
  <field configurationFlags="NoFlag" name="source_attributes"></field>
 </fieldConfiguration>
 <aliases>
  <alias field="fid" index="0" name="Row"></alias>
  <alias field="identifier" index="1" name="Identifier"></alias>
  <alias field="name" index="2" name="Name"></alias>
  <alias field="local_name" index="3" name="Local name"></alias>
  <alias field="description" index="4" name="Description"></alias>
  <alias field="unit_type" index="5" name="Unit type"></alias>
  <alias field="rank" index="6" name="Rank"></alias>
  <alias field="lithology_text" index="7" name="Lithology, as the source has it"></alias>
  <alias field="lithology" index="8" name="Lithology"></alias>
  <alias field="age_text" index="9" name="Age, as the source has it"></alias>
  <alias field="representative_age" index="10" name="Representative age"></alias>
  <alias field="older_age" index="11" name="Older age"></alias>
  <alias field="younger_age" index="12" name="Younger age"></alias>
  <alias field="older_age_ma" index="13" name="Older age (Ma)"></alias>
  <alias field="younger_age_ma" index="14" name="Younger age (Ma)"></alias>
  <alias field="map_scale" index="15" name="Map scale"></alias>
  <alias field="country" index="16" name="Country (ISO code)"></alias>
  <alias field="country_text" index="17" name="Country, as the source has it"></alias>
  <alias field="country_basis" index="18" name="Country rests on"></alias>
  <alias field="observation_method" index="19" name="Observation method"></alias>
  <alias field="positional_accuracy" index="20" name="Positional accuracy"></alias>
  <alias field="reference" index="21" name="Reference"></alias>
  <alias field="source_id" index="22" name="Source"></alias>
  <alias field="source_feature_id" index="23" name="Key at the source"></alias>
  <alias field="source_geometry" index="24" name="Geometry of the source"></alias>
  <alias field="source_attributes" index="25" name="All attributes of the source"></alias>
 </aliases>
 <splitPolicies>
  <policy field="fid" policy="Duplicate"></policy>
  <policy field="identifier" policy="Duplicate"></policy>
  <policy field="name" policy="Duplicate"></policy>
  <policy field="local_name" policy="Duplicate"></policy>
  <policy field="description" policy="Duplicate"></policy>
  <policy field="unit_type" policy="Duplicate"></policy>
  <policy field="rank" policy="Duplicate"></policy>
  <policy field="lithology_text" policy="Duplicate"></policy>
  <policy field="lithology" policy="Duplicate"></policy>
  <policy field="age_text" policy="Duplicate"></policy>
  <policy field="representative_age" policy="Duplicate"></policy>
  <policy field="older_age" policy="Duplicate"></policy>
  <policy field="younger_age" policy="Duplicate"></policy>
  <policy field="older_age_ma" policy="Duplicate"></policy>
  <policy field="younger_age_ma" policy="Duplicate"></policy>
  <policy field="map_scale" policy="Duplicate"></policy>
  <policy field="country" policy="Duplicate"></policy>
  <policy field="country_text" policy="Duplicate"></policy>
  <policy field="country_basis" policy="Duplicate"></policy>
  <policy field="observation_method" policy="Duplicate"></policy>
  <policy field="positional_accuracy" policy="Duplicate"></policy>
  <policy field="reference" policy="Duplicate"></policy>
  <policy field="source_id" policy="Duplicate"></policy>
  <policy field="source_feature_id" policy="Duplicate"></policy>
  <policy field="source_geometry" policy="Duplicate"></policy>
  <policy field="source_attributes" policy="Duplicate"></policy>
 </splitPolicies>
 <duplicatePolicies>
  <policy field="fid" policy="Duplicate"></policy>
  <policy field="identifier" policy="Duplicate"></policy>
  <policy field="name" policy="Duplicate"></policy>
  <policy field="local_name" policy="Duplicate"></policy>
  <policy field="description" policy="Duplicate"></policy>
  <policy field="unit_type" policy="Duplicate"></policy>
  <policy field="rank" policy="Duplicate"></policy>
  <policy field="lithology_text" policy="Duplicate"></policy>
  <policy field="lithology" policy="Duplicate"></policy>
  <policy field="age_text" policy="Duplicate"></policy>
  <policy field="representative_age" policy="Duplicate"></policy>
  <policy field="older_age" policy="Duplicate"></policy>
  <policy field="younger_age" policy="Duplicate"></policy>
  <policy field="older_age_ma" policy="Duplicate"></policy>
  <policy field="younger_age_ma" policy="Duplicate"></policy>
  <policy field="map_scale" policy="Duplicate"></policy>
  <policy field="country" policy="Duplicate"></policy>
  <policy field="country_text" policy="Duplicate"></policy>
  <policy field="country_basis" policy="Duplicate"></policy>
  <policy field="observation_method" policy="Duplicate"></policy>
  <policy field="positional_accuracy" policy="Duplicate"></policy>
  <policy field="reference" policy="Duplicate"></policy>
  <policy field="source_id" policy="Duplicate"></policy>
  <policy field="source_feature_id" policy="Duplicate"></policy>
  <policy field="source_geometry" policy="Duplicate"></policy>
  <policy field="source_attributes" policy="Duplicate"></policy>
 </duplicatePolicies>
 <defaults>
  <default applyOnUpdate="0" expression="" field="fid"></default>
  <default applyOnUpdate="0" expression="" field="identifier"></default>
  <default applyOnUpdate="0" expression="" field="name"></default>
  <default applyOnUpdate="0" expression="" field="local_name"></default>
  <default applyOnUpdate="0" expression="" field="description"></default>
  <default applyOnUpdate="0" expression="" field="unit_type"></default>
  <default applyOnUpdate="0" expression="" field="rank"></default>
  <default applyOnUpdate="0" expression="" field="lithology_text"></default>
  <default applyOnUpdate="0" expression="" field="lithology"></default>
  <default applyOnUpdate="0" expression="" field="age_text"></default>
  <default applyOnUpdate="0" expression="" field="representative_age"></default>
  <default applyOnUpdate="0" expression="" field="older_age"></default>
  <default applyOnUpdate="0" expression="" field="younger_age"></default>
  <default applyOnUpdate="0" expression="" field="older_age_ma"></default>
  <default applyOnUpdate="0" expression="" field="younger_age_ma"></default>
  <default applyOnUpdate="0" expression="" field="map_scale"></default>
  <default applyOnUpdate="0" expression="" field="country"></default>
  <default applyOnUpdate="0" expression="" field="country_text"></default>
  <default applyOnUpdate="0" expression="" field="country_basis"></default>
  <default applyOnUpdate="0" expression="" field="observation_method"></default>
  <default applyOnUpdate="0" expression="" field="positional_accuracy"></default>
  <default applyOnUpdate="0" expression="" field="reference"></default>
  <default applyOnUpdate="0" expression="" field="source_id"></default>
  <default applyOnUpdate="0" expression="" field="source_feature_id"></default>
  <default applyOnUpdate="0" expression="" field="source_geometry"></default>
  <default applyOnUpdate="0" expression="" field="source_attributes"></default>
 </defaults>
 <constraints>
  <constraint constraints="0" exp_strength="0" field="fid" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="identifier" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="name" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="local_name" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="description" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="unit_type" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="rank" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="lithology_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="lithology" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="age_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="representative_age" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="older_age" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="younger_age" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="older_age_ma" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="younger_age_ma" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="map_scale" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country_text" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="country_basis" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="observation_method" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="positional_accuracy" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="reference" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="source_id" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="source_feature_id" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="source_geometry" notnull_strength="0" unique_strength="0"></constraint>
  <constraint constraints="0" exp_strength="0" field="source_attributes" notnull_strength="0" unique_strength="0"></constraint>
 </constraints>
 <constraintExpressions>
  <constraint desc="" exp="" field="fid"></constraint>
  <constraint desc="" exp="" field="identifier"></constraint>
  <constraint desc="" exp="" field="name"></constraint>
  <constraint desc="" exp="" field="local_name"></constraint>
  <constraint desc="" exp="" field="description"></constraint>
  <constraint desc="" exp="" field="unit_type"></constraint>
  <constraint desc="" exp="" field="rank"></constraint>
  <constraint desc="" exp="" field="lithology_text"></constraint>
  <constraint desc="" exp="" field="lithology"></constraint>
  <constraint desc="" exp="" field="age_text"></constraint>
  <constraint desc="" exp="" field="representative_age"></constraint>
  <constraint desc="" exp="" field="older_age"></constraint>
  <constraint desc="" exp="" field="younger_age"></constraint>
  <constraint desc="" exp="" field="older_age_ma"></constraint>
  <constraint desc="" exp="" field="younger_age_ma"></constraint>
  <constraint desc="" exp="" field="map_scale"></constraint>
  <constraint desc="" exp="" field="country"></constraint>
  <constraint desc="" exp="" field="country_text"></constraint>
  <constraint desc="" exp="" field="country_basis"></constraint>
  <constraint desc="" exp="" field="observation_method"></constraint>
  <constraint desc="" exp="" field="positional_accuracy"></constraint>
  <constraint desc="" exp="" field="reference"></constraint>
  <constraint desc="" exp="" field="source_id"></constraint>
  <constraint desc="" exp="" field="source_feature_id"></constraint>
  <constraint desc="" exp="" field="source_geometry"></constraint>
  <constraint desc="" exp="" field="source_attributes"></constraint>
 </constraintExpressions>
 <expressionfields></expressionfields>
 <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
  <columns>
   <column hidden="1" name="fid" type="field" width="-1"></column>
   <column hidden="0" name="identifier" type="field" width="-1"></column>
   <column hidden="0" name="name" type="field" width="-1"></column>
   <column hidden="0" name="local_name" type="field" width="-1"></column>
   <column hidden="0" name="description" type="field" width="-1"></column>
   <column hidden="0" name="unit_type" type="field" width="-1"></column>
   <column hidden="0" name="rank" type="field" width="-1"></column>
   <column hidden="0" name="lithology_text" type="field" width="-1"></column>
   <column hidden="0" name="lithology" type="field" width="-1"></column>
   <column hidden="0" name="age_text" type="field" width="-1"></column>
   <column hidden="0" name="representative_age" type="field" width="-1"></column>
   <column hidden="0" name="older_age" type="field" width="-1"></column>
   <column hidden="0" name="younger_age" type="field" width="-1"></column>
   <column hidden="0" name="older_age_ma" type="field" width="-1"></column>
   <column hidden="0" name="younger_age_ma" type="field" width="-1"></column>
   <column hidden="0" name="map_scale" type="field" width="-1"></column>
   <column hidden="0" name="country" type="field" width="-1"></column>
   <column hidden="0" name="country_text" type="field" width="-1"></column>
   <column hidden="0" name="country_basis" type="field" width="-1"></column>
   <column hidden="0" name="observation_method" type="field" width="-1"></column>
   <column hidden="0" name="positional_accuracy" type="field" width="-1"></column>
   <column hidden="0" name="reference" type="field" width="-1"></column>
   <column hidden="0" name="source_id" type="field" width="-1"></column>
   <column hidden="1" name="source_feature_id" type="field" width="-1"></column>
   <column hidden="1" name="source_geometry" type="field" width="-1"></column>
   <column hidden="1" name="source_attributes" type="field" width="-1"></column>
   <column hidden="0" type="actions" width="-1"></column>
  </columns>
 </attributetableconfig>
 <conditionalstyles>
  <rowstyles></rowstyles>
  <fieldstyles></fieldstyles>
 </conditionalstyles>
 <storedexpressions></storedexpressions>
 <previewExpression>"name"</previewExpression>
 <mapTip enabled="1">&lt;b&gt;[% coalesce(replace("name", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), 'Unnamed') %]&lt;/b&gt;[% coalesce('&lt;br&gt;Lithology: ' || replace("lithology_text", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') %][% coalesce('&lt;br&gt;Age: ' || replace("age_text", map('&amp;', '&amp;amp;', '&lt;', '&amp;lt;', '&gt;', '&amp;gt;', '"', '&amp;quot;')), '') %]</mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
